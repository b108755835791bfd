// The role of the document intake's function, run for real on a cloud that enforces it: with all of it a document becomes
// a result; each right that is taken away breaks something that has a name, and the event waits in the failure queue.

import { GetObjectTaggingCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until, unwatched } from '../../engine/wait.ts';
import { type EnforcedFunction, openEnforcedFunction } from '../../permissions/testing/enforced-function.ts';
import { type Names, namesOf } from './names.ts';
import { waitForResults } from './results.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds

let place: EnforcedFunction<Names & { functionName: string }>;
beforeAll(async () => {
  place = await openEnforcedFunction('document-intake', (cloud, settings) => {
    const names = namesOf(cloud, settings);
    return { ...names, functionName: names.reader };
  });
}, START);
afterAll(() => place?.close());

const resultsOf = (key: string, patience: number) =>
  waitForResults(place.cloud, place.names, [key], { patience, signal: new AbortController().signal });

test('with all of it a document becomes a result, and carries a tag', async () => {
  await place.put('whole.csv');
  expect((await resultsOf('whole.csv', PATIENCE)).written).toMatchObject([{ result: { status: 'accepted' } }]);
  const tag = await until(unwatched(), 'the tag', PATIENCE, async () => {
    const at = { Bucket: place.names.bucket, Key: 'whole.csv' };
    const { TagSet = [] } = await place.cloud.s3.send(new GetObjectTaggingCommand(at));
    return TagSet[0];
  });
  expect(tag).toEqual({ Key: 'intake', Value: 'accepted' });
});

test('with all of it a rejection is laid down for a mail, sent, and taken away again: the tag comes last', async () => {
  const { bucket: Bucket, results } = place.names;
  await place.cloud.s3.send(new PutObjectCommand({ Bucket, Key: 'bent.csv', Body: 'a,b\n1\n' }));
  const tag = await until(unwatched(), 'the tag', PATIENCE, async () => {
    const { TagSet = [] } = await place.cloud.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'bent.csv' }));
    return TagSet[0];
  });
  expect(tag).toEqual({ Key: 'intake', Value: 'rejected' });
  const list = new ListObjectsV2Command({ Bucket: results, Prefix: 'mails/' });
  expect((await place.cloud.s3.send(list)).Contents?.map(({ Key }) => Key)).toEqual(['mails/last']);
});

test.each([
  ['s3:GetObjectVersion', 0],
  ['s3:PutObject', 0],
  ['sns:Publish', 1],
  ['s3:GetObjectVersionTagging', 1],
  ['s3:PutObjectVersionTagging', 1],
])('without %s the event waits in the failure queue', async (action, results) => {
  const key = `${action.replace(':', '-')}.csv`;
  await place.expectEventWaits(key, action);
  expect((await resultsOf(key, 1)).written).toHaveLength(results);
  await place.purge();
});
