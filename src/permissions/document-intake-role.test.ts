// The role of the document intake's function, run for real on a cloud that enforces it: with all of it a document becomes a result;
// each right that is taken away breaks something that has a name, and the event waits in the failure queue.

import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetObjectTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Owned, openCloud } from '../aws/clients.ts';
import { until, unwatched } from '../engine/wait.ts';
import { depthOf } from '../operate/dead-letters/depth.ts';
import { readFailedEvent } from '../operate/dead-letters/failed-events.ts';
import { readDeadLetters } from '../operate/dead-letters/read-dead-letters.ts';
import { untilChanged } from '../resources/lambda/function-state.ts';
import { ownership, readSettings } from '../settings/settings.ts';
import { namesOf, type PartNames, STACK } from '../systems/document-intake/names.ts';
import { waitForResults } from '../systems/document-intake/results.ts';
import { SETTINGS } from '../systems/document-intake/settings.ts';
import { SYSTEMS } from '../systems.ts';
import { runStory } from '../testing/run-story.ts';
import { ACCOUNT, type Enforcing, fillInAccount, lacking, startEnforcing } from './testing/enforcing-cloud.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds
const signal = new AbortController().signal;
let place: Enforcing;
let cloud: Owned;
let names: PartNames;

beforeAll(async () => {
  place = await startEnforcing();
  const env = { STAGE: 'auth', ALARMS: 'off' };
  const settings = readSettings(env, SETTINGS);
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint: place.endpoint, account: ACCOUNT });
  cloud = { ...opened, tags: ownership(settings, STACK) };
  names = namesOf(cloud, settings);
  const story = await (await SYSTEMS['document-intake']()).configured(env).story(cloud);
  expect((await runStory({ cloud }, story.up)).failure).toBeUndefined();
  await fillInAccount(cloud, names.boundary);
  // Buckets and topic let nobody in without TLS.
  const at = { FunctionName: names.reader };
  const { Environment } = await cloud.lambda.send(new GetFunctionConfigurationCommand(at));
  const Variables = {
    ...Environment?.Variables,
    AWS_ENDPOINT_URL_S3: place.endpoint,
    AWS_ENDPOINT_URL_SNS: place.endpoint,
  };
  await cloud.lambda.send(new UpdateFunctionConfigurationCommand({ ...at, Environment: { Variables } }));
  await untilChanged(cloud, names.reader, unwatched());
}, START);
afterAll(async () => {
  cloud?.close();
  await place?.stop();
});

const put = (Key: string) => cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'a,b\n1,2\n' }));
const resultsOf = (key: string, patience: number) => waitForResults(cloud, names, [key], { patience, signal });

test('with all of it a document becomes a result, and carries a tag', async () => {
  await put('whole.csv');
  expect((await resultsOf('whole.csv', PATIENCE)).written).toMatchObject([{ result: { status: 'accepted' } }]);
  const tag = await until(unwatched(), 'the tag', PATIENCE, async () => {
    const { TagSet = [] } = await cloud.s3.send(
      new GetObjectTaggingCommand({ Bucket: names.bucket, Key: 'whole.csv' }),
    );
    return TagSet[0];
  });
  expect(tag).toEqual({ Key: 'intake', Value: 'accepted' });
});

test.each([
  ['s3:GetObjectVersion', 0],
  ['s3:PutObject', 0],
  ['sns:Publish', 1],
  ['s3:GetObjectVersionTagging', 1],
  ['s3:PutObjectVersionTagging', 1],
])('without %s the event waits in the failure queue', async (action, results) => {
  const key = `${action.replace(':', '-')}.csv`;
  const { url } = await depthOf(cloud, names.failures);
  await lacking(cloud, names.reader, action, async () => {
    await put(key);
    await until(
      unwatched(),
      'the failed event',
      PATIENCE,
      async () => (await depthOf(cloud, names.failures)).waiting || undefined,
    );
  });
  const { letters } = await readDeadLetters(cloud, url, 10, signal);
  expect(letters.map(({ body }) => readFailedEvent(body))).toEqual([
    {
      files: [{ bucket: names.bucket, key }],
      reason: expect.stringMatching(new RegExp(`not authorized to perform: ${action}`, 'i')),
    },
  ]);
  expect((await resultsOf(key, 1)).written).toHaveLength(results);
  await cloud.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
});
