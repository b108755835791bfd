// The topics of an owner, and their subscriptions. A subscription may stay after its topic is deleted.

import {
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  paginateListSubscriptions,
  paginateListTopics,
} from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { isOwned, type Listed, last, type Names, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { absentWhen } from '../../engine/wait.ts';
import { TOPIC_ABSENT } from './topic.ts';

export const SNS: Service = {
  name: 'SNS',
  kinds: ['SNS topic', 'E-mail subscription'],
  looksAt: [
    { en: 'topics', pt: 'tópicos' },
    { en: 'subscriptions', pt: 'assinaturas' },
  ],
  ask: ({ sns }) => sns.send(new ListTopicsCommand({})),
  async *list(cloud, nameOf) {
    yield* topics(cloud);
    yield* subscriptions(cloud, nameOf);
  },
  rights: () => [may('sns', 'ListSubscriptions ListTopics', '*')],
};

async function* topics(cloud: Owned): AsyncIterable<Listed> {
  const { sns: client } = cloud;
  for await (const { Topics = [] } of paginateListTopics({ client }, {}))
    for (const { TopicArn: ResourceArn } of Topics) {
      const name = last(ResourceArn);
      const tags = async () => (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
      if (await isOwned(cloud, name, tags)) yield { service: 'SNS topic', name };
    }
}

/**
 * SNS lists a subscription for hours after its topic is gone, and an ended one as "Deleted" for three days. A
 * subscription without a topic does nothing and cannot be deleted. SNS deletes it by itself: an unconfirmed one after
 * 48 hours (getmoto/moto#1028; aws.amazon.com/about-aws/whats-new, May 2023, "Amazon SNS automatic deletion of
 * unconfirmed subscriptions").
 */
async function* subscriptions(cloud: Owned, nameOf: Names): AsyncIterable<Listed> {
  const { sns: client } = cloud;
  const ours = nameOf('SNS topic').map((name) => cloud.arn('sns', name));
  const listed: { arn: string; name: string }[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptions({ client }, {}))
    for (const { TopicArn = '', Protocol, SubscriptionArn } of Subscriptions)
      if (ours.includes(TopicArn) && SubscriptionArn !== 'Deleted')
        listed.push({ arn: TopicArn, name: `${Protocol} on ${last(TopicArn)}` });
  const gone = new Map<string, boolean>();
  for (const TopicArn of new Set(listed.map(({ arn }) => arn))) {
    const live = await absentWhen(TOPIC_ABSENT, () => client.send(new GetTopicAttributesCommand({ TopicArn })));
    gone.set(TopicArn, live === undefined);
  }
  const stays = {
    en: 'its topic is gone. SNS forgets it by itself; it costs nothing and mails nobody',
    pt: 'o tópico não existe mais. O SNS a esquece sozinho; ela não custa nada e não avisa ninguém',
  };
  for (const { arn, name } of listed) yield { service: 'SNS subscription', name, ...(gone.get(arn) && { stays }) };
}
