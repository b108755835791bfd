// The role of the audit log's function, run for real on a cloud that enforces it: with all of it an upload becomes an item;
// each right that is taken away breaks something that has a name, and the event waits in the failure queue.

import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Owned, openCloud } from '../aws/clients.ts';
import { until, unwatched } from '../engine/wait.ts';
import { depthOf } from '../operate/dead-letters/depth.ts';
import { readFailedEvent } from '../operate/dead-letters/failed-events.ts';
import { readDeadLetters } from '../operate/dead-letters/read-dead-letters.ts';
import { untilChanged } from '../resources/lambda/function-state.ts';
import { ownership } from '../settings/settings.ts';
import { waitForItems } from '../systems/audit-log/items.ts';
import { type Names, namesOf, STACK } from '../systems/audit-log/names.ts';
import { auditLogSettings } from '../systems/audit-log/settings.ts';
import { SYSTEMS } from '../systems.ts';
import { runStory } from '../testing/run-story.ts';
import { ACCOUNT, type Enforcing, fillInAccount, lacking, startEnforcing } from './testing/enforcing-cloud.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds
const signal = new AbortController().signal;
let place: Enforcing;
let cloud: Owned;
let names: Names;

beforeAll(async () => {
  place = await startEnforcing();
  const env = { STAGE: 'auth', ALARMS: 'off' };
  const settings = auditLogSettings(env);
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint: place.endpoint, account: ACCOUNT });
  cloud = { ...opened, tags: ownership(settings, STACK) };
  names = namesOf(cloud, settings);
  const story = await (await SYSTEMS['audit-log']()).configured(env).story(cloud);
  expect((await runStory({ cloud }, story.up)).failure).toBeUndefined();
  await fillInAccount(cloud, names.boundary);
  // The bucket lets nobody in without TLS.
  const at = { FunctionName: names.writer };
  const { Environment } = await cloud.lambda.send(new GetFunctionConfigurationCommand(at));
  const Variables = { ...Environment?.Variables, AWS_ENDPOINT_URL_S3: place.endpoint };
  await cloud.lambda.send(new UpdateFunctionConfigurationCommand({ ...at, Environment: { Variables } }));
  await untilChanged(cloud, names.writer, unwatched());
}, START);
afterAll(async () => {
  cloud?.close();
  await place?.stop();
});

const put = (Key: string) => cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'a,b\n1,2\n' }));

test('with all of it an upload becomes an item', async () => {
  await put('whole.csv');
  const { items } = await waitForItems(cloud, names, ['whole.csv'], { patience: PATIENCE, signal });
  expect(items).toMatchObject([{ status: 'success', format: 'csv', lines: 2 }]);
});

test.each(['s3:GetObjectVersion', 'dynamodb:PutItem'])(
  'without %s the event waits in the failure queue',
  async (action) => {
    const key = `${action.replace(':', '-')}.csv`;
    const { url } = await depthOf(cloud, names.failures);
    await lacking(cloud, names.writer, action, async () => {
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
    expect((await waitForItems(cloud, names, [key], { patience: 1, signal })).missing).toEqual([key]);
    await cloud.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  },
);
