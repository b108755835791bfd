// The settings of a bucket: each is a document with a get and a put of its own.
// Notice: the order is the order of the puts. Versioning stands before lifecycle, the public access block before policy.

import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../aws.ts';
import { absentWhen } from '../core/wait.ts';
import { onlyOverTls, policy } from '../policy.ts';

/** One setting: what we want, how to read it (undefined = not set), how to put it. */
export interface BucketSetting {
  readonly wanted: unknown;
  get(): Promise<unknown>;
  put(): Promise<unknown>;
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

export function bucketSettings(cloud: Owned, name: string): Record<string, BucketSetting> {
  const { s3 } = cloud;
  const at = { Bucket: name, ExpectedBucketOwner: cloud.account };
  const arn = cloud.bucketArn(name);
  const Policy = JSON.stringify(policy(onlyOverTls('s3:*', [arn, `${arn}/*`])));

  return {
    OwnershipControls: {
      wanted: OWNERSHIP,
      get: async () =>
        (await absentWhen(['OwnershipControlsNotFoundError'], () => s3.send(new GetBucketOwnershipControlsCommand(at))))
          ?.OwnershipControls?.Rules,
      put: () =>
        s3.send(new PutBucketOwnershipControlsCommand({ ...at, OwnershipControls: { Rules: [...OWNERSHIP] } })),
    },
    PublicAccessBlock: {
      wanted: BLOCK,
      get: async () =>
        (await absentWhen(['NoSuchPublicAccessBlockConfiguration'], () => s3.send(new GetPublicAccessBlockCommand(at))))
          ?.PublicAccessBlockConfiguration,
      put: () => s3.send(new PutPublicAccessBlockCommand({ ...at, PublicAccessBlockConfiguration: BLOCK })),
    },
    Encryption: {
      wanted: 'AES256',
      get: async () =>
        (
          await absentWhen(['ServerSideEncryptionConfigurationNotFoundError'], () =>
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
        (
          await absentWhen(['NoSuchLifecycleConfiguration'], () =>
            s3.send(new GetBucketLifecycleConfigurationCommand(at)),
          )
        )?.Rules,
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
      get: async () =>
        (await absentWhen(['NoSuchBucketPolicy'], () => s3.send(new GetBucketPolicyCommand(at))))?.Policy,
      put: () => s3.send(new PutBucketPolicyCommand({ ...at, Policy })),
    },
  };
}
