// Asynchronous invocation in four beats; and an event that fails for good lies in the queue, whole.

import { createHash } from 'node:crypto';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { zipped } from '../../aws/code/zip.ts';
import { policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeRole } from '../../testing/prerequisites.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { sqsQueue } from '../sqs/queue.ts';
import { asyncInvocation } from './async-invocation.ts';
import { asyncInvocationBreaks } from './breaks.ts';
import { lambdaFunction } from './function.ts';

const testCloud = await openTestCloud();
const { cloud, name, make } = testCloud;
const { role, logs } = await makeRole(testCloud);
const zip = zipped({ 'index.js': 'exports.handler = async () => { throw new Error("no"); };' });
const failing = lambdaFunction(cloud, {
  ...{ name: `${name}-failing`, description: 'It always fails', about, inVpc: false },
  code: { zip, sha256: createHash('sha256').update(zip).digest('base64') },
  timeoutSeconds: 5,
  memoryMegabytes: 128,
});
const failures = await make(
  sqsQueue<object>(cloud, { name: `${name}-failures`, about, visibilitySeconds: 30, policy: policy() }),
);
const needs = { function: await make(failing, { role, logs }), failures };
const settings = { functionName: failing.name, about, maximumAgeSeconds: 3600 };
const step = asyncInvocation(cloud, { ...settings, retries: 2 });

fourBeats('Asynchronous invocation', testCloud, () => ({ step, needs }), asyncInvocationBreaks);

test('it goes with its function', async () => {
  await make(step, needs);
  await failing.remove(testCloud.ctx);
  expect(await step.describe(testCloud.ctx)).toBeUndefined();
  expect(await step.remove(testCloud.ctx)).toBe('absent');
});

test('an event that failed for good lies in the queue with what was asked', async () => {
  const again = { ...needs, function: await make(failing, { role, logs }) };
  await make(asyncInvocation(cloud, { ...settings, retries: 0 }), again);
  const Payload = JSON.stringify({ Records: ['one'] });
  await cloud.lambda.send(new InvokeCommand({ FunctionName: failing.name, InvocationType: 'Event', Payload }));
  const { Messages = [] } = await cloud.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: failures.url, WaitTimeSeconds: 20 }),
  );
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toEqual([
    expect.objectContaining({
      requestPayload: { Records: ['one'] },
      requestContext: expect.objectContaining({ condition: 'RetriesExhausted' }),
    }),
  ]);
});
