// An edge: S3 tells the queue about every new object.
// Notice: a bucket has one notification document for everybody. It is read, our entry (by its id) is merged in, and it is
// put back only when it differs: every put sends an `s3:TestEvent` and a put of ours alone would erase the others'.

import {
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion, standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Passing, retryOn } from '../../engine/wait.ts';
import type { Queue } from '../sqs/queue.ts';
import type { Bucket } from './bucket.ts';

export interface BucketToQueue {
  readonly QueueArn: string | undefined;
  readonly Events: readonly string[];
  readonly Filter: unknown;
}

export interface BucketToQueueSettings {
  bucket: string;
  about: Purpose;
  /** Tells our entry from other people's. */
  id: string;
}

const EVENTS = ['s3:ObjectCreated:*' as const];

/** The queue's policy is there (the queue is a need), but S3 may not see it for a while. A wrong policy says the same. */
const policyNotSeen: Passing = {
  kinds: ['InvalidArgument'],
  saying: /Unable to validate the following destination configurations/,
  because: 'S3 does not see the queue’s new policy yet',
  patience: 120,
  otherwise:
    'Look at the queue’s access policy: it must allow s3.amazonaws.com to send, for this bucket and account. Another entry of the bucket’s notifications may point to a queue that is gone.',
};

export function bucketToQueue(cloud: Owned, { bucket, about, id }: BucketToQueueSettings) {
  const { s3, account, region } = cloud;
  const at = { Bucket: bucket, ExpectedBucketOwner: account };

  const read = async (): Promise<NotificationConfiguration | undefined> => {
    const answer = await absentWhen(['NoSuchBucket'], () => s3.send(new GetBucketNotificationConfigurationCommand(at)));
    if (!answer) return undefined;
    const { $metadata, ...document } = answer;
    return document;
  };
  const put = async (mine: NotificationConfiguration['QueueConfigurations'], unchecked = {}) => {
    const document = (await read()) ?? {};
    const others = (document.QueueConfigurations ?? []).filter(({ Id }) => Id !== id);
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        ...at,
        ...unchecked,
        NotificationConfiguration: { ...document, QueueConfigurations: [...others, ...(mine ?? [])] },
      }),
    );
  };
  const entry = (queue: Queue) => [{ Id: id, QueueArn: queue.arn, Events: EVENTS }];

  const title = `Notification ${bucket} -> queue`;

  return defineStep<{ bucket: Bucket; queue: Queue }, BucketToQueue>({
    kind: 'Notification',
    name: `${bucket} -> queue`,
    about: { ...about, console: 'S3 > the bucket > Properties > Event notifications' },
    async observe() {
      // In a bucket of another account nothing is ours; it must not keep `down` from what is.
      const document = await absentWhen(['AccessDenied'], read).catch((error: unknown) => {
        const there = bucketRegion(error, region);
        throw there ? standsElsewhere(title, there, region, error) : error;
      });
      const live = document?.QueueConfigurations?.find(({ Id }) => Id === id);
      return live && { QueueArn: live.QueueArn, Events: live.Events ?? [], Filter: live.Filter };
    },
    create: ({ queue }, ctx) => retryOn(ctx, [policyNotSeen], () => put(entry(queue))),
    drift: (live, { queue }) => differences(live, { QueueArn: queue.arn, Events: EVENTS, Filter: undefined }),
    repair: (_live, { queue }, _drift, ctx) => retryOn(ctx, [policyNotSeen], () => put(entry(queue))),
    // S3 would try every destination that stays, and refuse because of one of somebody else's that is gone.
    destroy: () => absentWhen(['NoSuchBucket'], () => put([], { SkipDestinationValidation: true })),
    rights: [may('s3', 'GetBucketNotification PutBucketNotification', cloud.bucketArn(bucket))],
  });
}
