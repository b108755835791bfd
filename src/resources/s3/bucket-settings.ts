// The settings of a bucket. Each is a document with its own get and put. They are put in this order: versioning before
// lifecycle, the public access block before policy.

import {
  DeleteBucketMetricsConfigurationCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketMetricsConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketMetricsConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { onlyOverTls, policy } from '../../aws/policy.ts';
import { absentWhen } from '../../engine/wait.ts';
import { CUSTOM_METRIC } from '../cloudwatch/prices.ts';
import type { BucketSetting } from './bucket-setting.ts';
import { type ObjectLock, objectLockSetting, refuseReplacing } from './object-lock.ts';

/** The name of our metrics configuration. S3's metrics have it as the dimension FilterId. */
export const ALL_REQUESTS = 'all-requests';

/**
 * All request metrics that S3 can report of a bucket. S3 does not report kinds of requests that never happen (S3 user
 * guide, "CloudWatch metrics configurations").
 */
export const REQUEST_METRICS = [
  ...['AllRequests', 'GetRequests', 'PutRequests', 'HeadRequests', 'PostRequests', 'DeleteRequests', 'ListRequests'],
  ...['BytesDownloaded', 'BytesUploaded', '4xxErrors', '5xxErrors', 'FirstByteLatency', 'TotalRequestLatency'],
] as const;

/** Their highest price in US dollars a month. The free metrics may be used up by others of ours. */
export const REQUEST_METRICS_PRICE = REQUEST_METRICS.length * CUSTOM_METRIC;

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

/** What not every bucket has. */
export interface BucketOptions {
  /** Shall S3 report every request to CloudWatch? The metrics have the price of custom metrics. */
  readonly requestMetrics?: boolean;
  /** Nobody deletes or changes an object for so many days after its upload. Only for a bucket that was made with it. */
  readonly objectLock?: ObjectLock;
  /** Objects are only ever added: a put without If-None-Match is refused, so nobody replaces an object. */
  readonly addOnly?: boolean;
}

export function bucketSettings(cloud: Owned, name: string, options: BucketOptions): Record<string, BucketSetting> {
  const { requestMetrics = false, objectLock, addOnly = false } = options;
  const { s3 } = cloud;
  const at = { Bucket: name, ExpectedBucketOwner: cloud.account };
  const arn = cloud.bucketArn(name);
  const statements = [onlyOverTls('s3:*', [arn, `${arn}/*`]), ...(addOnly ? [refuseReplacing(arn)] : [])];
  const Policy = JSON.stringify(policy(...statements));

  return {
    OwnershipControls: {
      wanted: OWNERSHIP,
      fresh: OWNERSHIP,
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
      fresh: 'AES256',
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
      ...(objectLock && { fresh: 'Enabled' }), // Object Lock works on versions, so S3 begins with them
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
    ...(objectLock && { ObjectLock: objectLockSetting(cloud, name, objectLock) }),
    // The local cloud has no such document. Asked to delete it, it deletes the bucket.
    ...(!cloud.local && { MetricsConfiguration: metricsConfiguration(cloud, name, requestMetrics) }),
  };
}

/** It costs money, so it is removed when it is switched off. Other configurations of the bucket are not ours. */
function metricsConfiguration({ s3, account }: Owned, name: string, on: boolean): BucketSetting {
  const at = { Bucket: name, ExpectedBucketOwner: account, Id: ALL_REQUESTS };
  const MetricsConfiguration = { Id: ALL_REQUESTS };
  return {
    wanted: on ? MetricsConfiguration : undefined,
    get: async () =>
      (await absentWhen(['NoSuchConfiguration'], () => s3.send(new GetBucketMetricsConfigurationCommand(at))))
        ?.MetricsConfiguration,
    put: () =>
      on
        ? s3.send(new PutBucketMetricsConfigurationCommand({ ...at, MetricsConfiguration }))
        : absentWhen(['NoSuchConfiguration'], () => s3.send(new DeleteBucketMetricsConfigurationCommand(at))),
  };
}
