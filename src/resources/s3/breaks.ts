// How somebody breaks a bucket, its notifications and its CORS rule.

import {
  type CORSRule,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketCorsCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { policy } from '../../aws/policy.ts';
import type { Break, Breaks } from '../break.ts';
import type { BootFiles } from './boot-files.ts';
import type { Bucket } from './bucket.ts';
import type { Cors } from './cors.ts';
import type { Entry } from './notification-document.ts';
import type { Notifications } from './notifications.ts';

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
  'somebody changes the time for which objects are locked': {
    field: 'ObjectLock',
    fits: ({ settings }) => 'ObjectLock' in settings,
    byHand({ s3 }, { name: Bucket }) {
      const Rule = { DefaultRetention: { Mode: 'GOVERNANCE' as const, Days: 99 } };
      const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, Rule };
      return s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));
    },
  },
} satisfies Breaks<Bucket>;

/** The key of a file with this ending. */
const keyOf = ({ files }: BootFiles, ending: string) => Object.keys(files).find((key) => key.endsWith(ending));

export const bootFilesBreaks = {
  'somebody puts other programs in their place': {
    field: 'programs',
    byHand: ({ s3 }, live) =>
      s3.send(new PutObjectCommand({ Bucket: live.bucket, Key: keyOf(live, '.zip'), Body: 'of somebody' })),
  },
  'somebody deletes the boot text': {
    field: 'text',
    byHand: ({ s3 }, live) => s3.send(new DeleteObjectCommand({ Bucket: live.bucket, Key: keyOf(live, '.json') })),
  },
} satisfies Breaks<BootFiles>;

type Target = 'QueueArn' | 'LambdaFunctionArn';
/** The id of our first entry, or of our first entry with such a target. */
const firstId = (live: Notifications, target?: Target) =>
  Object.keys(live).find((id) => !target || live[id]?.[target]) as string;
/** With several entries, the name of a field contains the id of its entry. */
const fieldOf = (field: string, target?: Target) => (live: Notifications) =>
  Object.keys(live).length > 1 ? `${firstId(live, target)} ${field}` : field;

/** Changes this entry of ours and leaves all others. */
const change =
  (changed: (entry: Entry | undefined) => object, target?: Target): Break<Notifications>['byHand'] =>
  async ({ s3 }, live, name) => {
    const id = firstId(live, target);
    const Bucket = name.split(' ')[0] as string;
    const { $metadata: _, ...document } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    const alter = <One extends { Id?: string | undefined }>(all: readonly One[] = []) =>
      all.map((one) => (one.Id === id ? { ...one, ...changed(live[id]) } : one));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          ...document,
          QueueConfigurations: alter(document.QueueConfigurations),
          LambdaFunctionConfigurations: alter(document.LambdaFunctionConfigurations),
        },
        SkipDestinationValidation: true,
      }),
    );
  };

const otherTarget = (target: Target): Break<Notifications> => ({
  field: fieldOf(target, target),
  fits: (live) => firstId(live, target) !== undefined,
  byHand: change((entry) => ({ [target]: `${entry?.[target]}-of-somebody` }), target),
});

export const notificationBreaks = {
  'somebody listens to copies only': {
    field: fieldOf('Events'),
    byHand: change(() => ({ Events: ['s3:ObjectCreated:Copy'] })),
  },
  'somebody sends our events to another queue': otherTarget('QueueArn'),
  'somebody calls another function': otherTarget('LambdaFunctionArn'),
  'somebody takes only files of one folder': {
    field: fieldOf('Filter'),
    byHand: change(() => ({ Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'of-somebody/' }] } } })),
  },
} satisfies Breaks<Notifications>;

const changeCors = (field: keyof Cors, change: (rule: CORSRule) => CORSRule[]): Break<Cors> => ({
  field,
  async byHand({ s3 }, _live, Bucket) {
    const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket }));
    const rules = CORSRules.flatMap((rule, at) => (at ? [rule] : change(rule)));
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: rules } }));
  },
});

export const corsBreaks = {
  'somebody lets pages of every site send files': changeCors('AllowedOrigins', (rule) => [
    { ...rule, AllowedOrigins: ['*'] },
  ]),
  'somebody lets pages read files too': changeCors('AllowedMethods', (rule) => [
    { ...rule, AllowedMethods: ['PUT', 'GET'] },
  ]),
  'somebody takes a header away': changeCors('AllowedHeaders', (rule) => [{ ...rule, AllowedHeaders: ['x-other'] }]),
  'somebody adds a rule': changeCors('more', (rule) => [
    rule,
    { AllowedOrigins: ['https://mine.example'], AllowedMethods: ['GET'] },
  ]),
} satisfies Breaks<Cors>;
