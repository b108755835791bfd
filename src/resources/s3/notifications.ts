// Notifications of a bucket: S3 tells queues or functions about new objects. A bucket has one such document for
// everybody. So we read it, merge our entries by their ids, and put it back only when it differs, because every put
// sends an `s3:TestEvent`. Notice: a put of our entries alone would delete those of others.

import {
  type Event,
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion, standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Permission } from '../lambda/permission.ts';
import type { Queue } from '../sqs/queue.ts';
import type { Bucket } from './bucket.ts';
import { type Entry, entriesOf, filterOf, without } from './notification-document.ts';

/** Entries by their ids. */
export type Notifications = Readonly<Record<string, Entry>>;

export type NotificationTarget<Needs> = {
  /** Name of our entry, unique in the bucket: "ada-dev-shop-uploads". */
  id: string;
  /** Default "s3:ObjectCreated:*". */
  events?: readonly Event[];
  /** Only keys with this beginning. A function that writes into the bucket needs one, or it calls itself. */
  prefix?: string;
  /** Only keys with this end. Case-sensitive. */
  suffix?: string;
} & (
  | { queue: (needs: Needs) => Queue; function?: never }
  /** It needs the permission, because S3 refuses a function that it may not call yet. */
  | { function: (needs: Needs) => Permission; queue?: never }
);

export interface NotificationsSettings<Needs> {
  bucket: string;
  about: Purpose;
  targets: readonly NotificationTarget<Needs>[];
}

/** The policy exists (it is a need), but S3 may not see it for a while. A wrong policy gives the same error. */
const policyNotSeen: RetryableError = {
  kinds: ['InvalidArgument'],
  message: /Unable to validate the following destination configurations/,
  because: {
    en: 'S3 does not see the new policy of the queue or function yet',
    pt: 'o S3 ainda não vê a política nova da fila ou da função',
  },
  patience: 120,
  hint: {
    en: 'Look at the access policy of the queue or function: it must allow s3.amazonaws.com, for this bucket and account. Another entry of the bucket’s notifications may point to something that is gone.',
    pt: 'Veja a política de acesso da fila ou da função: ela precisa permitir s3.amazonaws.com, para este bucket e esta conta. Outra entrada das notificações do bucket pode apontar para algo que não existe mais.',
  },
};

/** Two changes of one bucket at the same time: of another system's entries, for instance. */
const bucketBusy: RetryableError = {
  kinds: ['OperationAborted'],
  because: { en: 'another change of the bucket is under way', pt: 'outra mudança do bucket está em andamento' },
  patience: 120,
};

export function bucketNotifications<Needs extends { bucket: Bucket }>(
  cloud: Owned,
  { bucket, about, targets }: NotificationsSettings<Needs>,
) {
  const { s3, account, region } = cloud;
  const at = { Bucket: bucket, ExpectedBucketOwner: account };
  const ids = targets.map(({ id }) => id);

  const read = async (): Promise<NotificationConfiguration | undefined> => {
    const answer = await absentWhen(['NoSuchBucket'], () => s3.send(new GetBucketNotificationConfigurationCommand(at)));
    if (!answer) return undefined;
    const { $metadata, ...document } = answer;
    return document;
  };
  /** Replaces the entries that have our ids by these. */
  const put = async (ours: NotificationConfiguration, unchecked = {}) => {
    const others = without((await read()) ?? {}, ids); // just before the put, because others change it too
    const document = {
      ...others,
      QueueConfigurations: [...(others.QueueConfigurations ?? []), ...(ours.QueueConfigurations ?? [])],
      LambdaFunctionConfigurations: [
        ...(others.LambdaFunctionConfigurations ?? []),
        ...(ours.LambdaFunctionConfigurations ?? []),
      ],
    };
    const request = { ...at, ...unchecked, NotificationConfiguration: document };
    await s3.send(new PutBucketNotificationConfigurationCommand(request));
  };
  const entry = ({ id, events = ['s3:ObjectCreated:*'], prefix, suffix }: NotificationTarget<Needs>) => ({
    Id: id,
    Events: [...events],
    ...((prefix || suffix) && { Filter: filterOf({ prefix, suffix }) }),
  });
  const document = (needs: Needs): NotificationConfiguration => ({
    QueueConfigurations: targets.flatMap((one) =>
      one.queue ? [{ ...entry(one), QueueArn: one.queue(needs).arn }] : [],
    ),
    LambdaFunctionConfigurations: targets.flatMap((one) =>
      one.function ? [{ ...entry(one), LambdaFunctionArn: one.function(needs).Resource }] : [],
    ),
  });

  const name = `${bucket} -> ${[...new Set(targets.map((one) => (one.queue ? 'queue' : 'function')))].join(' and ')}`;
  const title = `Notification ${name}`;

  return defineStep<Needs, Notifications>({
    kind: 'Notification',
    name,
    about: { ...about, console: 'S3 > the bucket > Properties > Event notifications' },
    async observe() {
      // Nothing is ours in a bucket of another account. This must not stop `down` from deleting our other parts.
      const live = await absentWhen(['AccessDenied'], read).catch((error: unknown) => {
        const there = bucketRegion(error, region);
        throw there ? standsElsewhere(title, there, region, error) : error;
      });
      const ours = Object.entries(entriesOf(live ?? {})).filter(([id]) => ids.includes(id));
      return ours.length ? Object.fromEntries(ours) : undefined;
    },
    create: (needs, ctx) => retryOn(ctx, [policyNotSeen, bucketBusy], () => put(document(needs))),
    drift: (live, needs) =>
      Object.entries(entriesOf(document(needs))).flatMap(([id, wanted]) =>
        named(ids.length > 1 ? id : '', differences(live[id] ?? {}, wanted)),
      ),
    repair: (_live, needs, _drift, ctx) => retryOn(ctx, [policyNotSeen, bucketBusy], () => put(document(needs))),
    // S3 would check every destination that stays, and refuse because one of somebody else's no longer exists.
    destroy: (_, ctx) =>
      retryOn(ctx, [bucketBusy], () =>
        absentWhen(['NoSuchBucket'], () => put({}, { SkipDestinationValidation: true })),
      ),
    gone: true,
    rights: [may('s3', 'GetBucketNotification PutBucketNotification', cloud.bucketArn(bucket))],
  });
}

/** With several entries, the name of a field contains the id of its entry: "ada-dev-lake-files Events". */
const named = (id: string, drift: Drift): Drift =>
  id ? drift.map((one) => ({ ...one, field: `${id} ${one.field}` })) : drift;
