// The topic: a message is published once, and every subscriber gets it. Notice: no `alias/aws/sns` encryption. No other
// AWS service may use that managed key, so alarms would be lost without an error.

import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  paginateListSubscriptionsByTopic,
  SetTopicAttributesCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { onlyOverTls, policy, type Statement } from '../../aws/policy.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { errorText, isKind, notOurs } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';

export interface Topic {
  readonly arn: string;
  readonly DisplayName: string | undefined;
  readonly Policy: string | undefined;
  readonly tags: LiveTags;
}

export interface TopicSettings {
  name: string;
  /** Sender name of the mails. At most 100 characters (SNS API reference, SetTopicAttributes). */
  displayName: string;
  about: Purpose;
  /** AWS services that publish here. Our functions need no statement, because their roles allow it. */
  publishers?: readonly Statement[];
}

export const TOPIC_ABSENT = ['NotFoundException', 'NotFound'];

export function snsTopic(cloud: Owned, { name, displayName, about, publishers = [] }: TopicSettings) {
  const { sns, tags } = cloud;
  const arn = cloud.arn('sns', name);
  const wanted = {
    DisplayName: displayName,
    Policy: policy(onlyOverTls('sns:Publish', [arn]), ...publishers),
  };

  const title = `SNS topic ${name}`;
  const tagsOfIt = () =>
    absentWhen(['ResourceNotFoundException', 'ResourceNotFound', ...TOPIC_ABSENT], () =>
      sns.send(new ListTagsForResourceCommand({ ResourceArn: arn })),
    );

  return defineStep<object, Topic, Pick<Topic, 'tags'>>({
    kind: 'SNS topic',
    name,
    about: {
      ...about,
      costs: {
        en: 'the first million requests of a month are free',
        pt: 'o primeiro milhão de requisições de um mês é grátis',
      },
      console: 'SNS > Topics',
    },

    async find() {
      const listed = await tagsOfIt();
      return listed && { tags: listed.Tags };
    },
    async observe(_, made) {
      const answer = await absentWhen(TOPIC_ABSENT, () => sns.send(new GetTopicAttributesCommand({ TopicArn: arn })));
      if (!answer) return undefined;
      const { DisplayName, Policy } = answer.Attributes ?? {};
      const listed = made ? { Tags: made.tags } : await tagsOfIt();
      return listed && { arn, DisplayName, Policy, tags: listed.Tags };
    },
    ours: (live) => isOurs(tags, live.tags),

    async create(_, ctx) {
      const justDeleted = {
        kinds: ['StaleTagException', 'ConcurrentAccessException', 'StaleTag', 'ConcurrentAccess'],
        because: {
          en: 'a topic of this name was deleted a moment ago',
          pt: 'um tópico deste nome foi apagado há um momento',
        },
        patience: 120,
      };
      // With all its settings, so that it is right from the first second.
      const Attributes = { DisplayName: wanted.DisplayName, Policy: JSON.stringify(wanted.Policy) };
      const Tags = tagList(tags);
      const make = () => sns.send(new CreateTopicCommand({ Name: name, Tags, Attributes }));
      const answer = await retryOn(ctx, [justDeleted], () =>
        make().catch((error: unknown) => {
          if (!isKind(error, 'InvalidParameter', 'InvalidParameterException')) throw error;
          // Somebody made it after we looked (recorded on AWS: localstack, test_create_duplicate_topic_with_more_tags).
          if (/different tags/.test(errorText(error))) throw notOurs(title, error);
          if (!/different attributes/.test(errorText(error))) throw error; // else the next look finds it
          return undefined;
        }),
      );
      return answer && new Made<Topic>({ arn, ...Attributes, tags: Tags });
    },
    drift: (live) => differences(live, wanted),
    async repair(_live, _needs, drift, ctx) {
      const notKnownYet = {
        kinds: TOPIC_ABSENT,
        because: {
          en: 'SNS does not know the new topic everywhere yet',
          pt: 'o SNS ainda não conhece o tópico novo em todo lugar',
        },
        patience: 60,
      };
      for (const { field, wanted: value } of drift) {
        const AttributeValue = typeof value === 'string' ? value : JSON.stringify(value);
        await retryOn(ctx, [notKnownYet], () =>
          sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: field, AttributeValue })),
        );
      }
    },
    async destroy() {
      await absentWhen(TOPIC_ABSENT, () => unsubscribeAll(cloud, arn));
      await absentWhen(TOPIC_ABSENT, () => sns.send(new DeleteTopicCommand({ TopicArn: arn })));
    },
    gone: true,
    lag: cloud.local ? 0 : 10,
    rights: [
      may(
        'sns',
        `CreateTopic DeleteTopic GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource SetTopicAttributes
         TagResource Unsubscribe`,
        arn,
      ),
    ],
  });
}

/**
 * A subscription is not deleted with its topic: SNS keeps it for hours (getmoto/moto#1028), so we end each one first.
 * One without an ARN cannot be ended: SNS deletes "PendingConfirmation" after 48 hours, and "Deleted" is ended already.
 */
async function unsubscribeAll({ sns: client }: Owned, TopicArn: string): Promise<void> {
  const arns: (string | undefined)[] = []; // all first, because pages may shift while we delete rows
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
    arns.push(...Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn));
  for (const SubscriptionArn of arns.filter(isConfirmed))
    await absentWhen(TOPIC_ABSENT, () => client.send(new UnsubscribeCommand({ SubscriptionArn })));
}

/** SNS writes "PendingConfirmation" or "Deleted" in place of the ARN of a subscription that is not confirmed. */
export const isConfirmed = (SubscriptionArn: string | undefined): boolean =>
  SubscriptionArn?.startsWith('arn:') ?? false;
