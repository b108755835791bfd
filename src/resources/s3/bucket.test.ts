// The bucket, beat by beat: one break for each of its settings, because each is a document of its own.
// Notice: old versions, delete markers and unfinished uploads hold a bucket; removing it takes them all.

import {
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import { s3Bucket } from './bucket.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx, writesDuring } = shop;
const { s3 } = cloud;
const Bucket = `ada-dev-line-counter-${cloud.account}`;
const at = { Bucket };

fourBeats('The bucket', shop, () => ({ step: part.bucket, needs: {} }), {
  'somebody deletes the ownership controls': {
    field: 'OwnershipControls',
    byHand: () => s3.send(new DeleteBucketOwnershipControlsCommand(at)),
  },
  'somebody deletes the public access block': {
    field: 'PublicAccessBlock',
    byHand: () => s3.send(new DeletePublicAccessBlockCommand(at)),
  },
  'somebody opens one of the four public access blocks': {
    field: 'PublicAccessBlock',
    byHand: () =>
      s3.send(
        new PutPublicAccessBlockCommand({
          ...at,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: false,
            RestrictPublicBuckets: true,
          },
        }),
      ),
  },
  'somebody chooses keys of KMS, which cost money for each request': {
    field: 'Encryption',
    byHand: () =>
      s3.send(
        new PutBucketEncryptionCommand({
          ...at,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
          },
        }),
      ),
  },
  'somebody suspends versioning': {
    field: 'Versioning',
    byHand: () => s3.send(new PutBucketVersioningCommand({ ...at, VersioningConfiguration: { Status: 'Suspended' } })),
  },
  'somebody deletes the lifecycle': {
    field: 'Lifecycle',
    byHand: () => s3.send(new DeleteBucketLifecycleCommand(at)),
  },
  'somebody writes a lifecycle that expires everything tomorrow': {
    field: 'Lifecycle',
    byHand: () =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          ...at,
          LifecycleConfiguration: {
            Rules: [{ ID: 'all', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
          },
        }),
      ),
  },
  'somebody deletes the policy': { field: 'Policy', byHand: () => s3.send(new DeleteBucketPolicyCommand(at)) },
  'somebody writes a policy of his own': {
    field: 'Policy',
    byHand: () =>
      s3.send(
        new PutBucketPolicyCommand({
          ...at,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny',
                Principal: '*',
                Action: 's3:DeleteBucket',
                Resource: cloud.bucketArn(Bucket),
              },
            ],
          }),
        }),
      ),
  },
});

test('a bucket full of versions, markers and unfinished uploads is emptied and removed', async () => {
  await make(part.bucket);
  for (const Body of ['one', 'two']) await s3.send(new PutObjectCommand({ ...at, Key: 'a +%ç😀.txt', Body }));
  await s3.send(new DeleteObjectCommand({ ...at, Key: 'a +%ç😀.txt' }));
  await s3.send(new CreateMultipartUploadCommand({ ...at, Key: 'never finished' }));
  expect(await part.bucket.remove(ctx)).toBe('removed');
  await expect(s3.send(new HeadBucketCommand(at))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
});

test('a bucket of another account is refused with a sentence, and not a call changes it', async () => {
  await make(part.bucket);
  const stranger = await openWorkshop();
  const theirs = s3Bucket(stranger.cloud, { name: Bucket, about: PURPOSE });
  const writes = await stranger.writesDuring(async () => {
    await expect(theirs.ensure({}, ctx)).rejects.toThrow(/belongs to another account/);
    await expect(theirs.remove(ctx)).rejects.toThrow(/belongs to another account/);
  });
  expect(writes).toBe(0);
  expect(await writesDuring(() => part.bucket.ensure({}, ctx)), 'it is as it was').toBe(0);
});
