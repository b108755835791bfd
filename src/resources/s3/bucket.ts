// The bucket: private, versioned, encrypted, TLS only. Old versions and unfinished uploads are deleted automatically.
// S3 refuses two puts at once (OperationAborted), so the settings are put one after the other, in the order of
// bucket-settings.ts.

import { CreateBucketCommand, DeleteBucketCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion, standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { type BucketOptions, bucketSettings, REQUEST_METRICS_PRICE } from './bucket-settings.ts';
import { emptyBucket } from './empty-bucket.ts';
import { findBucket } from './find-bucket.ts';
import { objectLockRights, orLockedUntil } from './object-lock.ts';

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: LiveTags;
}

/** A bucket of this name was just deleted or changed. S3 needs minutes, at worst an hour (aws/aws-cli#2593). */
const busy = {
  kinds: ['OperationAborted'],
  because: {
    en: 'S3 is still busy with a bucket of this name',
    pt: 'o S3 ainda está ocupado com um bucket deste nome',
  },
  patience: 3600,
};
/** Just made (Terraform allows two minutes). */
const notKnownYet = {
  kinds: ['NoSuchBucket'],
  because: {
    en: 'S3 does not know the new bucket everywhere yet',
    pt: 'o S3 ainda não conhece o bucket novo em todo lugar',
  },
  patience: 120,
};

const MONTHLY = REQUEST_METRICS_PRICE.toFixed(2);

export interface BucketWanted extends BucketOptions {
  readonly name: string;
  readonly about: Purpose;
}

export function s3Bucket(cloud: Owned, { name, about, ...options }: BucketWanted) {
  const { requestMetrics, objectLock } = options;
  const { s3, tags, region } = cloud;
  const arn = cloud.bucketArn(name);
  const at = { Bucket: name, ExpectedBucketOwner: cloud.account };
  const settings = bucketSettings(cloud, name, options);

  const wanted = Object.fromEntries(Object.entries(settings).map(([field, { wanted }]) => [field, wanted]));
  const fresh = Object.fromEntries(Object.entries(settings).map(([field, { fresh }]) => [field, fresh]));

  const settingsOfIt = async () => {
    const live = Object.entries(settings).map(async ([field, { get }]) => [field, await get()] as const);
    return Object.fromEntries(await Promise.all(live));
  };

  return defineStep<object, Bucket, Pick<Bucket, 'tags'>>({
    kind: 'S3 bucket',
    name,
    about: {
      ...about,
      costs: {
        en: `$0.023 per GB and month${requestMetrics ? `; its request metrics up to $${MONTHLY} a month` : ''}`,
        pt: `US$ 0,023 por GB e mês${requestMetrics ? `; suas métricas de requisições, até US$ ${MONTHLY.replace('.', ',')} por mês` : ''}`,
      },
      console: 'S3 > General purpose buckets',
    },

    async observe(_, made) {
      const found = made ?? (await whose(cloud, name));
      const live = found && (await absentWhen(['NoSuchBucket'], settingsOfIt));
      return live && { name, arn, settings: live, tags: found.tags };
    },
    find: () => whose(cloud, name),
    ours: (live) => isOurs(tags, live.tags),

    async create(_, ctx) {
      // In us-east-1 the constraint must be left out. In all other regions it must be given (S3 API reference,
      // CreateBucket).
      const LocationConstraint = region === 'us-east-1' ? {} : { LocationConstraint: region as never };
      const make = () =>
        s3.send(
          new CreateBucketCommand({
            Bucket: name,
            ...(objectLock && { ObjectLockEnabledForBucket: true }),
            CreateBucketConfiguration: { ...LocationConstraint, Tags: tagList(tags) },
          }),
        );
      const answer = await retryOn(ctx, [busy], () => absentWhen(['BucketAlreadyOwnedByYou'], make));
      // In us-east-1 S3 answers 200 for a bucket of this account that exists already. Its tags say whose it is.
      const found = answer && (await whose(cloud, name));
      return found && isOurs(tags, found.tags) && new Made<Bucket>({ name, arn, settings: fresh, ...found });
    },
    drift: (live) => differences(live.settings, wanted),
    async repair(_live, _needs, drift, ctx) {
      const wrong = new Set(drift.map(({ field }) => field));
      for (const [field, { put }] of Object.entries(settings))
        if (wrong.has(field)) await retryOn<unknown>(ctx, [busy, notKnownYet], put);
    },
    async destroy(_, ctx) {
      const filling = {
        kinds: ['BucketNotEmpty'],
        because: {
          en: 'something is still being written into the bucket',
          pt: 'alguma coisa ainda está sendo gravada no bucket',
        },
        patience: 300,
      };
      const failing = {
        kinds: ['InternalError', 'SlowDown', 'ServiceUnavailable'],
        because: { en: 'S3 could not delete everything at once', pt: 'o S3 não conseguiu apagar tudo de uma vez' },
        patience: 300,
      };
      await retryOn(ctx, [busy, filling, failing], async () => {
        await emptyBucket(cloud, name, ctx, objectLock !== undefined).catch(async (error: unknown) => {
          throw objectLock ? await orLockedUntil(cloud, name, objectLock, error) : error;
        });
        await absentWhen(['NoSuchBucket'], () => s3.send(new DeleteBucketCommand(at)));
      });
    },
    gone: true,
    patience: 180,
    usually: 5,
    // S3's actions have older names than its calls: HeadBucket needs ListBucket, GetBucketEncryption needs
    // GetEncryptionConfiguration (Service Authorization Reference, S3). Deleting a metrics configuration needs
    // PutMetricsConfiguration.
    rights: [
      may(
        's3',
        `CreateBucket DeleteBucket GetBucketOwnershipControls GetBucketPolicy GetBucketPublicAccessBlock GetBucketTagging
         GetBucketVersioning GetEncryptionConfiguration GetLifecycleConfiguration GetMetricsConfiguration ListBucket
         ListBucketMultipartUploads ListBucketVersions PutBucketOwnershipControls PutBucketPolicy
         PutBucketPublicAccessBlock PutBucketVersioning PutEncryptionConfiguration PutLifecycleConfiguration
         PutMetricsConfiguration TagResource`,
        arn,
      ),
      may('s3', 'AbortMultipartUpload DeleteObject DeleteObjectVersion', `${arn}/*`),
      ...(objectLock ? objectLockRights(arn) : []),
    ],
  });
}

/** @throws Problem where it is in another account or region */
async function whose(cloud: Owned, name: string): Promise<Pick<Bucket, 'tags'> | undefined> {
  try {
    return await findBucket(cloud, name);
  } catch (error) {
    const there = bucketRegion(error, cloud.region);
    if (there) throw standsElsewhere(`S3 bucket ${name}`, there, cloud.region, error);
    if (!isKind(error, 'AccessDenied')) throw error;
    throw new Problem(
      {
        en: `S3 bucket ${name} belongs to another account, or this one may not see it; it was not touched.`,
        pt: `O bucket ${name} do S3 pertence a outra conta, ou esta não pode vê-lo; nada foi alterado nele.`,
      },
      {
        cause: error,
        next: {
          en: 'Choose another PROJECT or STAGE: bucket names are shared by all AWS accounts.',
          pt: 'Escolha outro PROJECT ou STAGE: nomes de bucket são comuns a todas as contas da AWS.',
        },
      },
    );
  }
}
