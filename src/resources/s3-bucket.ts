// The bucket: private, versioned, encrypted, TLS only, and tidy: old versions and broken uploads go by themselves.
// Notice: each setting is a document with its own get and put, and S3 refuses two puts at once (OperationAborted), so
// they go one after the other, in the order of the list below: versioning before lifecycle, the block before the policy.

import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../aws.ts';
import { differences } from '../core/drift.ts';
import { Problem } from '../core/problems.ts';
import { defineStep } from '../core/step.ts';
import { absentWhen, retryOn } from '../core/wait.ts';
import { onlyOverTls, policy } from '../policy.ts';
import { isOurs, tagList } from '../tags.ts';
import { emptyBucket } from './empty-bucket.ts';

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: readonly { Key?: string; Value?: string }[];
}

const LIFECYCLE = [
  {
    ID: 'abort-broken-uploads',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
  {
    ID: 'expire-old-versions',
    Status: 'Enabled',
    Filter: { Prefix: '' },
    NoncurrentVersionExpiration: { NoncurrentDays: 7 },
    Expiration: { ExpiredObjectDeleteMarker: true },
  },
] as const;
const ENCRYPTION = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] as const;
const OWNERSHIP = [{ ObjectOwnership: 'BucketOwnerEnforced' }] as const;
const BLOCK = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Gone a moment ago, or made a moment ago: S3 wants time, minutes as a rule, an hour at worst (aws/aws-cli#2593). */
const settling = {
  kinds: ['OperationAborted', 'NoSuchBucket'],
  because: 'S3 is still busy with the bucket',
  patience: 3600,
};

export function s3Bucket(cloud: Owned, { name }: { name: string }) {
  const { s3, tags, region } = cloud;
  const arn = cloud.bucketArn(name);
  const at = { Bucket: name, ExpectedBucketOwner: cloud.account };
  const Policy = JSON.stringify(policy(onlyOverTls('s3:*', [arn, `${arn}/*`])));
  const unless = absentWhen;

  const settings = {
    OwnershipControls: {
      wanted: OWNERSHIP.map((rule) => ({ ...rule })),
      get: async () =>
        (await unless(['OwnershipControlsNotFoundError'], () => s3.send(new GetBucketOwnershipControlsCommand(at))))
          ?.OwnershipControls?.Rules,
      put: () =>
        s3.send(new PutBucketOwnershipControlsCommand({ ...at, OwnershipControls: { Rules: [...OWNERSHIP] } })),
    },
    PublicAccessBlock: {
      wanted: BLOCK,
      get: async () =>
        (await unless(['NoSuchPublicAccessBlockConfiguration'], () => s3.send(new GetPublicAccessBlockCommand(at))))
          ?.PublicAccessBlockConfiguration,
      put: () => s3.send(new PutPublicAccessBlockCommand({ ...at, PublicAccessBlockConfiguration: BLOCK })),
    },
    Encryption: {
      wanted: 'AES256',
      get: async () =>
        (
          await unless(['ServerSideEncryptionConfigurationNotFoundError'], () =>
            s3.send(new GetBucketEncryptionCommand(at)),
          )
        )?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
      put: () =>
        s3.send(
          new PutBucketEncryptionCommand({
            ...at,
            ServerSideEncryptionConfiguration: { Rules: [...ENCRYPTION] },
          }),
        ),
    },
    Versioning: {
      wanted: 'Enabled',
      get: async () => (await s3.send(new GetBucketVersioningCommand(at))).Status,
      put: () => s3.send(new PutBucketVersioningCommand({ ...at, VersioningConfiguration: { Status: 'Enabled' } })),
    },
    Lifecycle: {
      wanted: LIFECYCLE,
      get: async () =>
        (await unless(['NoSuchLifecycleConfiguration'], () => s3.send(new GetBucketLifecycleConfigurationCommand(at))))
          ?.Rules,
      put: () =>
        s3.send(
          new PutBucketLifecycleConfigurationCommand({
            ...at,
            LifecycleConfiguration: { Rules: [...LIFECYCLE] },
          }),
        ),
    },
    Policy: {
      wanted: Policy,
      get: async () => (await unless(['NoSuchBucketPolicy'], () => s3.send(new GetBucketPolicyCommand(at))))?.Policy,
      put: () => s3.send(new PutBucketPolicyCommand({ ...at, Policy })),
    },
  };
  const wanted = Object.fromEntries(Object.entries(settings).map(([field, { wanted }]) => [field, wanted]));

  return defineStep<object, Bucket>({
    title: `S3 bucket ${name}`,
    about: {
      what: 'Where the accountants’ files arrive and are kept.',
      why: 'It stores any amount, keeps old versions, and tells others when a file arrives.',
      cost: 'free while empty; $0.023 per GB and month',
      console: 'S3 > General purpose buckets',
    },

    async observe() {
      if (!(await exists(cloud, name))) return undefined;
      const live = await unless(['NoSuchBucket'], async () => {
        const tagging = await unless(['NoSuchTagSet', 'NoSuchTagSetError'], () =>
          s3.send(new GetBucketTaggingCommand(at)),
        );
        const values = await Promise.all(
          Object.entries(settings).map(async ([field, { get }]) => [field, await get()] as const),
        );
        return { tags: (tagging?.TagSet ?? []) as Bucket['tags'], settings: Object.fromEntries(values) };
      });
      return live && { name, arn, ...live };
    },
    ours: (live) => isOurs(tags, live.tags),

    async create(_, ctx) {
      // In us-east-1 the constraint must be left out, elsewhere it must be there (S3 API reference, CreateBucket).
      const LocationConstraint = region === 'us-east-1' ? {} : { LocationConstraint: region as never };
      const make = () =>
        s3.send(
          new CreateBucketCommand({
            Bucket: name,
            CreateBucketConfiguration: { ...LocationConstraint, Tags: tagList(tags) },
          }),
        );
      await retryOn(ctx, [settling], () => unless(['BucketAlreadyOwnedByYou'], make));
    },
    drift: (live) => differences(live.settings, wanted),
    async repair(_live, _needs, drift, ctx) {
      const wrong = new Set(drift.map(({ field }) => field));
      for (const [field, { put }] of Object.entries(settings))
        if (wrong.has(field)) await retryOn<unknown>(ctx, [settling], put);
    },
    async destroy(_, ctx) {
      const filling = {
        kinds: ['BucketNotEmpty', 'OperationAborted'],
        because: 'something is still being written into the bucket',
        patience: 300,
      };
      await retryOn(ctx, [filling], async () => {
        await emptyBucket(cloud, name, ctx);
        await unless(['NoSuchBucket'], () => s3.send(new DeleteBucketCommand(at)));
      });
    },
    patience: 180,
    usually: 5,
  });
}

/** HeadBucket answers without a body, so only its status tells absent, foreign and "in another region" apart. */
async function exists({ s3, account, region }: Owned, name: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    if (status === 403)
      throw new Problem(
        `S3 bucket ${name} belongs to another account, or this one may not see it; it was not touched.`,
        {
          cause: error,
          next: 'Choose another PROJECT or STAGE: bucket names are shared by all AWS accounts.',
        },
      );
    if (status === 301)
      throw new Problem(`S3 bucket ${name} exists, but not in ${region}.`, {
        cause: error,
        next: 'Set AWS_REGION to the region where it was made, or choose another STAGE.',
      });
    throw error;
  }
}
