// A queue: messages stay here until a consumer takes them. CreateQueue gets only the tags, because it compares all
// attributes with those of an existing queue. Settings follow, only those that differ. Notice: the name of a deleted
// queue is locked for 60 s, and settings may need 60 s to take effect (SQS API reference).

import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';

export interface Queue {
  readonly arn: string;
  readonly url: string;
  /** All attributes that SQS gives, numbers as text. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Record<string, string>;
}

export interface QueueSettings {
  name: string;
  about: Purpose;
  /** How long a taken message stays hidden, in seconds. */
  visibilitySeconds: number;
  policy: Policy;
  /** For a dead-letter queue: the only queues that may send failed messages here. */
  acceptsFailuresOf?: readonly string[];
  /** How often a message may be taken before it goes to the dead-letter queue given as a need. */
  receivesAtMost?: number;
}

/** Seconds that a message is kept: 14 days, the longest that SQS allows. */
const RETENTION = 14 * 24 * 3600;
const ABSENT = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];

const deadLettersNotKnownYet = {
  kinds: ['InvalidParameterValue', 'InvalidParameterValueException', 'InvalidAttributeValue'],
  message: /redrive|dead.?letter/i,
  because: {
    en: 'SQS does not know the new dead-letter queue everywhere yet',
    pt: 'o SQS ainda não conhece a nova fila de mensagens mortas (DLQ) em todo lugar',
  },
  patience: 60,
};

export function sqsQueue<Needs extends { deadLetters?: Queue }>(cloud: Owned, settings: QueueSettings) {
  const { sqs, tags } = cloud;
  const { name, about, acceptsFailuresOf, receivesAtMost } = settings;
  const wanted = ({ deadLetters }: Needs) => ({
    VisibilityTimeout: settings.visibilitySeconds,
    MessageRetentionPeriod: RETENTION,
    ReceiveMessageWaitTimeSeconds: 20,
    SqsManagedSseEnabled: true,
    KmsMasterKeyId: undefined,
    Policy: settings.policy,
    RedrivePolicy: deadLetters && { deadLetterTargetArn: deadLetters.arn, maxReceiveCount: receivesAtMost },
    RedriveAllowPolicy: acceptsFailuresOf && {
      redrivePermission: 'byQueue',
      sourceQueueArns: acceptsFailuresOf,
    },
  });

  const arn = cloud.arn('sqs', name);
  const urlOfIt = async () => {
    const found = await absentWhen(ABSENT, () => sqs.send(new GetQueueUrlCommand({ QueueName: name })));
    return found?.QueueUrl;
  };

  return defineStep<Needs, Queue, Pick<Queue, 'url' | 'tags'>>({
    kind: 'SQS queue',
    name,
    about: {
      ...about,
      costs: {
        en: 'the first million requests of a month are free',
        pt: 'o primeiro milhão de requisições de um mês é grátis',
      },
      console: 'SQS > Queues',
    },

    async observe(_, made) {
      const QueueUrl = made?.url ?? (await urlOfIt());
      if (!QueueUrl) return undefined;
      const rest = await absentWhen(ABSENT, () =>
        Promise.all([
          sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
          sqs.send(new ListQueueTagsCommand({ QueueUrl })),
        ]),
      );
      return (
        rest && {
          arn,
          url: QueueUrl,
          attributes: rest[0].Attributes ?? {},
          tags: rest[1].Tags ?? {},
        }
      );
    },
    async find() {
      const QueueUrl = await urlOfIt();
      if (!QueueUrl) return undefined;
      const listed = await absentWhen(ABSENT, () => sqs.send(new ListQueueTagsCommand({ QueueUrl })));
      return listed && { url: QueueUrl, tags: listed.Tags ?? {} };
    },
    ours: (live) => isOurs(tags, live.tags),

    // With all its settings, so it is right from the first second. One that exists with others is found by the next look.
    async create(needs, ctx) {
      const locked = {
        kinds: ['QueueDeletedRecently', 'AWS.SimpleQueueService.QueueDeletedRecently'],
        because: {
          en: 'SQS keeps the name of a deleted queue locked for 60 s',
          pt: 'o SQS bloqueia por 60 s o nome de uma fila apagada',
        },
        patience: 90,
      };
      const given = Object.entries(wanted(needs)).filter(([, value]) => value !== undefined);
      const Attributes = Object.fromEntries(given.map(([field, value]) => [field, toText(value)]));
      const answer = await retryOn(ctx, [locked, deadLettersNotKnownYet], () =>
        absentWhen(['QueueNameExists', 'QueueAlreadyExists'], () =>
          sqs.send(new CreateQueueCommand({ QueueName: name, tags: { ...tags }, Attributes })),
        ),
      );
      const url = answer?.QueueUrl;
      return url && new Made<Queue>({ arn, url, attributes: Attributes, tags: { ...tags } });
    },
    drift: (live, needs) => differences(live.attributes, wanted(needs)),
    async repair({ url }, _, drift, ctx) {
      const Attributes = Object.fromEntries(drift.map(({ field, wanted: value }) => [field, toText(value)]));
      const fresh = [
        {
          kinds: ABSENT,
          because: {
            en: 'SQS does not know the new queue everywhere yet',
            pt: 'o SQS ainda não conhece a fila nova em todo lugar',
          },
          patience: 60,
        },
        deadLettersNotKnownYet,
      ];
      const set = (some: Record<string, string>) =>
        retryOn(ctx, fresh, () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: some })));
      // A queue has a KMS key or SQS's own encryption. SQS refuses both in one call. Setting a key switches SQS's own
      // off, and clearing the key does not switch it on again (recorded on AWS: localstack,
      // test_sse_kms_and_sqs_are_mutually_exclusive, test_set_queue_attributes_default_values). So we first clear the
      // key, then set the rest.
      const { KmsMasterKeyId, ...rest } = Attributes;
      if (KmsMasterKeyId !== undefined) {
        await set({ KmsMasterKeyId });
        rest.SqsManagedSseEnabled = 'true';
      }
      await set(rest);
    },
    destroy: ({ url }) => absentWhen(ABSENT, () => sqs.send(new DeleteQueueCommand({ QueueUrl: url }))),
    gone: true,
    patience: 180,
    // Tags of a new queue appear late, and a deleted queue may be found for a while (SQS API reference, DeleteQueue).
    lag: cloud.local ? 0 : 15,
    rights: [
      may(
        'sqs',
        'CreateQueue DeleteQueue GetQueueAttributes GetQueueUrl ListQueueTags SetQueueAttributes TagQueue',
        arn,
      ),
    ],
  });
}

/** SQS takes only text. '' clears an attribute. */
const toText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value ?? ''));
