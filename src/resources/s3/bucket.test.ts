// The bucket in four beats: each of its settings is a document of its own, and each can be broken. Old versions, delete
// markers and unfinished uploads keep AWS from deleting a bucket, so removing it deletes all of them.

import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { bucketBreaks } from './breaks.ts';
import { s3Bucket } from './bucket.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx, writesDuring } = testCloud;
const { s3 } = cloud;
const at = { Bucket: `${testCloud.name}-${cloud.account}` };
const bucket = s3Bucket(cloud, { name: at.Bucket, about: PURPOSE });

/** A way to break that only a bucket with Object Lock has. */
const LOCKED = ['somebody changes the time for which objects are locked'] as const;
fourBeats('The bucket', testCloud, () => ({ step: bucket, needs: {} }), bucketBreaks, LOCKED);

const locked = (mode: 'GOVERNANCE' | 'COMPLIANCE') =>
  s3Bucket(cloud, {
    ...{ name: `${at.Bucket}-locked-${mode.toLowerCase()}`, about: PURPOSE },
    ...{ objectLock: { mode, days: 1 }, addOnly: true },
  });
fourBeats('A bucket with Object Lock', testCloud, () => ({ step: locked('GOVERNANCE'), needs: {} }), bucketBreaks);

test('a locked object cannot be deleted; removing the bucket bypasses GOVERNANCE', async () => {
  const bucket = locked('GOVERNANCE');
  const { name: Bucket, settings } = await make(bucket);
  expect(String(settings.Policy)).toContain('s3:if-none-match');
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a', IfNoneMatch: '*' }));
  await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }))).rejects.toThrow();
  expect(await bucket.remove(ctx)).toBe('removed');
});

test('COMPLIANCE cannot be bypassed: removing says until when', async () => {
  const bucket = locked('COMPLIANCE');
  const { name: Bucket } = await make(bucket);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a', IfNoneMatch: '*' }));
  const day = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await expect(bucket.remove(ctx)).rejects.toMatchObject({
    message: expect.stringMatching(/has 1 locked objects, the last until \d{4}-\d\d-\d\d/),
    next: { en: expect.stringContaining(`after ${day}`) },
  });
});

test('a bucket full of versions, markers and unfinished uploads is emptied and removed', async () => {
  await make(bucket);
  for (const Body of ['one', 'two']) await s3.send(new PutObjectCommand({ ...at, Key: 'a +%ç😀.txt', Body }));
  await s3.send(new DeleteObjectCommand({ ...at, Key: 'a +%ç😀.txt' }));
  await s3.send(new CreateMultipartUploadCommand({ ...at, Key: 'never finished' }));
  expect(await bucket.remove(ctx)).toBe('removed');
  await expect(s3.send(new HeadBucketCommand(at))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
});

test('a bucket of another account is refused with a sentence, and not a call changes it', async () => {
  await make(bucket);
  const stranger = await openTestCloud();
  const theirs = s3Bucket(stranger.cloud, { name: at.Bucket, about: PURPOSE });
  const writes = await stranger.writesDuring(async () => {
    await expect(theirs.ensure({}, ctx)).rejects.toThrow(/belongs to another account/);
    await expect(theirs.remove(ctx)).rejects.toThrow(/belongs to another account/);
  });
  expect(writes).toBe(0);
  expect(await writesDuring(() => bucket.ensure({}, ctx)), 'it is as it was').toBe(0);
});
