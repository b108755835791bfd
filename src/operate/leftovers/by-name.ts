// What is known by its name alone: mappings and subscriptions, which show no tags in their listing, log groups, which
// Lambda may make again by itself without any, dashboards and saved queries, which had none for years.
// Notice: whole names only. A neighbour's may begin like ours.

import { GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, paginateListSubscriptions } from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { madeBy } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { DASHBOARD_ABSENT } from '../../resources/cloudwatch/dashboard.ts';
import { queriesBelow } from '../../resources/logs/saved-query.ts';
import { TOPIC_ABSENT } from '../../resources/sns/topic.ts';
import { partNames } from '../../systems/line-counter/names.ts';
import type { Leftover } from './find.ts';
import { last } from './listings.ts';

/** A mapping outlives queue and function; it is ours when it leads from one to the other of ours. */
export async function mappings({ lambda: client, account }: Owned, stack: string): Promise<Leftover[]> {
  const { queue, worker } = partNames(stack, account);
  const left: Leftover[] = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
    for (const { UUID, EventSourceArn, FunctionArn, State } of EventSourceMappings)
      if (last(EventSourceArn) === queue && last(FunctionArn) === worker)
        left.push({ service: 'Event source mapping', name: String(UUID), why: String(State) });
  return left;
}

export async function logGroups({ logs: client, account }: Owned, stack: string): Promise<Leftover[]> {
  const { worker, reader } = partNames(stack, account);
  const ours = [worker, reader].map((name) => `/aws/lambda/${name}`);
  const left: Leftover[] = [];
  for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: `/aws/lambda/${stack}-` }))
    for (const { logGroupName = '', creationTime } of page.logGroups ?? [])
      if (ours.includes(logGroupName))
        left.push({
          service: 'Log group',
          name: logGroupName,
          why: `made ${new Date(creationTime ?? 0).toISOString()}`,
        });
  return left;
}

/**
 * Subscriptions of our two topics. SNS lists one for hours after its topic is gone, and goes on listing as "Deleted", for
 * three days, what somebody unsubscribed. What has lost its topic does nothing and cannot be deleted: SNS forgets it by
 * itself, what nobody confirmed after 48 hours (getmoto/moto#1028; aws.amazon.com/about-aws/whats-new, May 2023, "Amazon SNS
 * automatic deletion of unconfirmed subscriptions").
 */
export async function subscriptions(cloud: Owned, stack: string): Promise<Leftover[]> {
  const { sns: client, account } = cloud;
  const { topic, operators } = partNames(stack, account);
  const topics = [topic, operators].map((name) => cloud.arn('sns', name));
  const listed: { arn: string; name: string }[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client }, {}))
    for (const { TopicArn = '', Protocol, SubscriptionArn } of Subscriptions)
      if (topics.includes(TopicArn) && SubscriptionArn !== 'Deleted')
        listed.push({ arn: TopicArn, name: `${Protocol} on ${last(TopicArn)}` });
  const isGone = async (TopicArn: string) =>
    (await absentWhen(TOPIC_ABSENT, () => client.send(new GetTopicAttributesCommand({ TopicArn })))) === undefined;
  const gone = new Map<string, boolean>();
  for (const arn of new Set(listed.map(({ arn }) => arn))) gone.set(arn, await isGone(arn));
  const stays = 'its topic is gone. SNS forgets it by itself; it costs nothing and mails nobody';
  return listed.map(({ arn, name }) => ({ service: 'SNS subscription', name, ...(gone.get(arn) && { stays }) }));
}

/** The name carries the region: a dashboard of another region's stack is not ours to miss. */
export async function dashboards({ cloudwatch, region }: Owned, stack: string): Promise<Leftover[]> {
  const name = `${stack}-${region}`;
  const live = await absentWhen(DASHBOARD_ABSENT, () =>
    cloudwatch.send(new GetDashboardCommand({ DashboardName: name })),
  );
  return live ? [{ service: 'Dashboard', name }] : [];
}

/** A saved query says in its first line whose it is. */
export async function savedQueries(cloud: Owned, stack: string): Promise<Leftover[]> {
  if (cloud.local) return []; // there are none
  const found = await queriesBelow(cloud, `${stack}/`);
  return found
    .filter(({ queryString }) => queryString?.startsWith(`# ${madeBy(cloud.tags)}`))
    .map(({ name }) => ({ service: 'Saved query', name: String(name) }));
}
