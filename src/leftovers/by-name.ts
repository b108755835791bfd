// What is known by its name alone: mappings and subscriptions, which show no tags in their listing, and log groups, which
// Lambda may make again by itself, without any.

import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { paginateListSubscriptions } from '@aws-sdk/client-sns';
import type { Owned } from '../aws.ts';
import { begins, type Leftover } from './find.ts';
import { last } from './listings.ts';

/** A mapping outlives queue and function; it is ours when both its ends are named like us. */
export async function mappings({ lambda: client }: Owned, stack: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
    for (const { UUID, EventSourceArn, FunctionArn } of EventSourceMappings)
      if (begins(last(EventSourceArn), stack) && begins(last(FunctionArn), stack))
        left.push({ service: 'Event source mapping', name: String(UUID) });
  return left;
}

/** @returns every group below the prefix of our functions' names */
export async function untaggedLogGroups({ logs: client }: Owned, stack: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  const logGroupNamePrefix = `/aws/lambda/${stack}-`;
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix }))
    for (const { logGroupName } of logGroups) left.push({ service: 'Log group', name: String(logGroupName) });
  return left;
}

/** Subscriptions go with their topic, some of them late; SNS calls those that it is taking away "Deleted". */
export async function subscriptions({ sns: client }: Owned, stack: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client }, {}))
    for (const { TopicArn, Protocol, SubscriptionArn } of Subscriptions)
      if (begins(last(TopicArn), stack) && SubscriptionArn !== 'Deleted')
        left.push({ service: 'SNS subscription', name: `${Protocol} on ${last(TopicArn)}` });
  return left;
}
