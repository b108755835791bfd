// The bucket: private, versioned, encrypted, TLS only. Old versions and unfinished uploads are deleted automatically.
// S3 refuses two puts at once (OperationAborted), so the settings are put one after the other, in the order of
// bucket-settings.ts.

import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { bucketRegion, standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { isKind, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { type BucketOptions, bucketSettings, REQUEST_METRICS_PRICE } from './bucket-settings.ts';
import { emptyBucket } from './empty-bucket.ts';
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

  const tagsOfIt = async () => {
    const tagging = await absentWhen(['NoSuchTagSet', 'NoSuchTagSetError'], () =>
      s3.send(new GetBucketTaggingCommand(at)),
    );
    return tagging?.TagSet;
  };
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

    async observe() {
      if (!(await exists(cloud, name))) return undefined;
      const live = await absentWhen(['NoSuchBucket'], () => Promise.all([tagsOfIt(), settingsOfIt()]));
      return live && { name, arn, tags: live[0], settings: live[1] };
    },
    async find() {
      if (!(await exists(cloud, name))) return undefined;
      return absentWhen(['NoSuchBucket'], async () => ({ tags: await tagsOfIt() }));
    },
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
      await retryOn(ctx, [busy], () => absentWhen(['BucketAlreadyOwnedByYou'], make));
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

/** HeadBucket answers without a body. Only its status says absent, foreign or in another region. */
async function exists({ s3, account, region }: Owned, name: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    const there = bucketRegion(error, region);
    if (there) throw standsElsewhere(`S3 bucket ${name}`, there, region, error);
    const told = status === 403 || status === 400 ? await refusalOf(s3, name, account) : undefined;
    if (told !== undefined && !isKind(told, 'AccessDenied')) throw told;
    if (status === 403)
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
    throw error;
  }
}

/** The same refusal with a body, of a call that has one: "ExpiredToken" where HeadBucket says only 403 or 400. */
const refusalOf = (s3: Owned['s3'], Bucket: string, ExpectedBucketOwner: string): Promise<unknown> =>
  s3.send(new GetBucketTaggingCommand({ Bucket, ExpectedBucketOwner })).then(
    () => undefined,
    (error: unknown) => error,
  );
