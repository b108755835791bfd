// How somebody breaks a bucket, and what it tells others.

import {
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type QueueConfiguration,
} from '@aws-sdk/client-s3';
import { policy } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { Bucket } from './bucket.ts';
import type { BucketToQueue } from './notifications.ts';

export const bucketBreaks = {
  'somebody suspends versioning': {
    field: 'Versioning',
    byHand: ({ s3 }, { name: Bucket }) =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
  },
  'somebody deletes the ownership controls': {
    field: 'OwnershipControls',
    byHand: ({ s3 }, { name: Bucket }) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
  },
  'somebody deletes the public access block': {
    field: 'PublicAccessBlock',
    byHand: ({ s3 }, { name: Bucket }) => s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
  },
  'somebody opens one of the four public access blocks': {
    field: 'PublicAccessBlock',
    byHand({ s3 }, { name: Bucket }) {
      const shut = { BlockPublicAcls: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
      const PublicAccessBlockConfiguration = { ...shut, BlockPublicPolicy: false };
      return s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    },
  },
  'somebody chooses keys of KMS, which cost money for each request': {
    field: 'Encryption',
    byHand({ s3 }, { name: Bucket }) {
      const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }];
      return s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    },
  },
  'somebody deletes the lifecycle': {
    field: 'Lifecycle',
    byHand: ({ s3 }, { name: Bucket }) => s3.send(new DeleteBucketLifecycleCommand({ Bucket })),
  },
  'somebody writes a lifecycle that expires everything tomorrow': {
    field: 'Lifecycle',
    byHand({ s3 }, { name: Bucket }) {
      const Rules = [{ ID: 'all', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 1 } }];
      return s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    },
  },
  'somebody deletes the policy': {
    field: 'Policy',
    byHand: ({ s3 }, { name: Bucket }) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
  },
  'somebody writes a policy of his own': {
    field: 'Policy',
    byHand({ s3 }, { name: Bucket, arn }) {
      const keep = {
        Sid: 'Keep',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:DeleteBucket'],
        Resource: [arn],
      } as const;
      return s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy(keep)) }));
    },
  },
} satisfies Breaks<Bucket>;

/** Changes our entry of the bucket's notifications, which is the one for this queue, and leaves the others. */
const change =
  (entry: Partial<QueueConfiguration>): Break<BucketToQueue>['byHand'] =>
  async ({ s3 }, { QueueArn }, name) => {
    const Bucket = name.split(' ')[0] as string;
    const { $metadata: _, ...document } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    const QueueConfigurations = document.QueueConfigurations?.map((one) =>
      one.QueueArn === QueueArn ? { ...one, ...entry } : one,
    );
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { ...document, QueueConfigurations },
        SkipDestinationValidation: true,
      }),
    );
  };

export const notificationBreaks = {
  'somebody listens to copies only': {
    field: 'Events',
    byHand: change({ Events: ['s3:ObjectCreated:Copy'] }),
  },
  'somebody sends our events to another queue': {
    field: 'QueueArn',
    byHand: (cloud, live, name) => change({ QueueArn: `${live.QueueArn}-of-somebody` })(cloud, live, name),
  },
  'somebody takes only files of one folder': {
    field: 'Filter',
    byHand: change({ Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } } }),
  },
} satisfies Breaks<BucketToQueue>;
