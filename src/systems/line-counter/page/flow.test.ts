// What operators see and do on the page, over real HTTP: the drawing with its numbers and alarms, the way of a file, dead
// letters given back.

import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { until, unwatched } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import type { Flow, TraceStep } from '../../../page/contract.ts';
import { waitForRecords } from '../records.ts';
import { openPage, refusedWith } from './testing/open-page.ts';

const { cloud, names, enter } = await openPage('flow', { ALARMS: 'on' });
const eva = await enter('Eva', 'operator');
const ctx = unwatched();
const flow = async () => (await (await eva.get('api/flow')).json()) as Flow;
const box = async (id: string) => (await flow()).nodes.find((node) => node.id === id);
const patience = { patience: 30, signal: new AbortController().signal };
const put = (Key: string) =>
  cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: Buffer.from('um\ndois\n') }));

test('the drawing has the page, and every box that a file passes, with its numbers', async () => {
  // S3 tests a new notification with a message, and the worker takes it away.
  await until(ctx, 'the test message to be gone', 30, async () => {
    const numbers = (await box('queue'))?.numbers ?? [];
    return numbers.length && numbers.every(({ value }) => Number(value) === 0) ? true : undefined;
  });
  const { nodes, edges, problems } = await flow();
  expect(problems).toEqual([]);
  const arrows = edges.map(({ from, to }) => `${from} -> ${to}`);
  for (const arrow of [
    'bucket -> queue',
    'queue -> worker',
    'worker -> cache',
    'worker -> topic',
    'queue -> deadLetters',
  ])
    expect(arrows).toContain(arrow);
  expect(nodes.map(({ kind }) => kind)).toContain('page');
  const numbers = nodes.flatMap((node) => node.numbers.map(({ name, value }) => `${node.id} ${name} ${value}`));
  expect(numbers).toEqual(expect.arrayContaining(['queue waiting 0', 'deadLetters dead 0', 'cache records 0']));
});

test('a ringing alarm is at its box, with what to do', async () => {
  const AlarmName = `${names.stack}-dead-letters`;
  await cloud.cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a test' }));
  const ringing = await until(ctx, 'the alarm', 30, async () =>
    (await box('deadLetters'))?.alarms.find(({ state }) => state === 'ALARM'),
  );
  expect(ringing).toMatchObject({ name: 'dead-letters', says: expect.stringContaining('npm run redrive') });
});

test('the way of a file is told, step by step', async () => {
  const key = 'web/2026-11-26/x/caminho ção.txt';
  await put(key);
  await waitForRecords(cloud, names, [key], patience);
  const steps = await until(ctx, 'the whole way', 30, async () => {
    const { steps } = (await (await eva.get(`api/flow/trace?key=${encodeURIComponent(key)}`)).json()) as {
      steps: TraceStep[];
    };
    return steps.some(({ node }) => node === 'topic') ? steps : undefined;
  });
  expect(steps.map(({ node }) => node)).toEqual(['bucket', 'queue', 'worker', 'worker', 'cache', 'topic']);
});

test('a file that is not there has no way; a name that can be none is refused', async () => {
  expect(await (await eva.get('api/flow/trace?key=nothing')).json()).toEqual({ steps: [] });
  expect(await refusedWith(eva.get('api/flow/trace'))).toBe('400 bad-request');
  expect(await refusedWith(eva.get(`api/flow/trace?key=${'x'.repeat(1_025)}`))).toBe('400 bad-request');
});

test('dead letters are given back and counted; the log says who did it', async () => {
  expect(await (await eva.post('api/redrive')).json()).toEqual({ moved: 0 });
  const key = 'web/2026-11-26/x/de volta.txt';
  await put(key);
  await waitForRecords(cloud, names, [key], patience);
  const bucket = { name: names.bucket, arn: `arn:aws:s3:::${names.bucket}` };
  const head = { eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' };
  const object = { key: encodeURIComponent(key), size: 8, sequencer: 'F'.repeat(18) };
  const event = { ...head, eventTime: new Date().toISOString(), s3: { bucket, object } };
  const { url } = await depthOf(cloud, names.deadLetters);
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ Records: [event] }) }));
  expect(await (await eva.post('api/redrive')).json()).toEqual({ moved: 1 });
  await until(ctx, 'the message', 30, async () => {
    const { waiting, inFlight } = await depthOf(cloud, names.queue);
    return waiting + inFlight === 0 ? true : undefined;
  });
  expect((await depthOf(cloud, names.deadLetters)).waiting).toBe(0);
});
