// Every line is shown once: over pages, at the same moment, in the order of time, and when it comes late.

import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { type Owned, openCloud } from '../../aws/clients.ts';
import { Interrupted } from '../../engine/problems.ts';
import { HazardousHandler } from '../../testing/hazards/hazardous-handler.ts';
import { type Answer, type Hazard, is } from '../../testing/hazards/wire.ts';
import { openTestCloud, randomAccount } from '../../testing/test-cloud.ts';
import { followLogs, showLogs } from './follow.ts';
import { logEvents } from './read.ts';

const account = randomAccount();
const { cloud } = await openTestCloud({}, account);
afterAll(() => cloud.close());
const never = new AbortController().signal;
let made = 0;

/** A log with streams in it. */
async function newLog(...streams: string[]): Promise<string> {
  made += 1;
  const logGroupName = `/aws/lambda/log-${made}`;
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const logStreamName of streams)
    await cloud.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  return logGroupName;
}
const put = (logGroupName: string, logStreamName: string, ...events: [timestamp: number, message: string][]) =>
  cloud.logs.send(
    new PutLogEventsCommand({
      ...{ logGroupName, logStreamName },
      logEvents: events.map(([timestamp, message]) => ({ timestamp, message })),
    }),
  );

async function all(log: string, from: number, through: Owned = cloud): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of logEvents(through, log, { from })) texts.push(text);
  return texts;
}

/** The same account, with a hazard in its answers. */
async function through(hazard: Hazard): Promise<Owned> {
  const target = { region: 'us-east-1', endpoint: inject('cloud').endpoint, account };
  const opened = await openCloud({ ...target, requestHandler: new HazardousHandler([hazard]) as never });
  onTestFinished(opened.close);
  return { ...opened, tags: cloud.tags };
}

/** The local cloud gives no ids to the lines of a function. */
const withoutIds: Hazard = async (_, pass) => {
  const answer = await pass();
  return { ...answer, body: answer.body.replaceAll(/"eventId": ?"[^"]*"/g, '"none": ""') };
};

test.each([
  ['with ids', (_: unknown, pass: () => Promise<Answer>) => pass()],
  ['without ids', withoutIds],
])(
  '%s, more than comes at once, and the same words at the same moment: each is there, none twice',
  async (_, hazard) => {
    const log = await newLog('s');
    const now = Date.now() - 60_000;
    const many = Array.from(
      { length: 9_999 },
      (_, at) => [now + Math.floor(at / 10), `line ${at}`] as [number, string],
    );
    await put(log, 's', ...many);
    await put(log, 's', [now + 5_000, 'again'], [now + 5_000, 'again'], [now + 5_000, 'and then']);
    const texts = await all(log, now, await through(hazard));
    expect(texts).toHaveLength(10_002);
    expect(texts.slice(-3)).toEqual(['again', 'again', 'and then']);
    expect(new Set(texts).size).toBe(10_001);
  },
);

test('pages as AWS gives them: short, empty ones in between, and the same event on two pages', async () => {
  const log = await newLog('s');
  const now = Date.now() - 60_000;
  await put(log, 's', [now, 'a'], [now + 1, 'b'], [now + 2, 'c']);
  const pages = [[0, 1], [], [1, 2], [2]];
  const paging: Hazard = async (call, pass) => {
    if (!is(call, 'FilterLogEvents')) return pass();
    const { nextToken = '0', ...input } = call.input as { nextToken?: string };
    expect(Object.keys(input)).toContain('startTime');
    const answer = await pass();
    const events = JSON.parse(answer.body).events.map((event: object, at: number) => ({ ...event, eventId: `e${at}` }));
    const page = { events: pages[Number(nextToken)]?.map((at) => events[at]) };
    const next = Number(nextToken) + 1 < pages.length ? { nextToken: String(Number(nextToken) + 1) } : {};
    return { ...answer, body: JSON.stringify({ ...page, ...next }) };
  };
  expect(await all(log, now, await through(paging))).toEqual(['a', 'b', 'c']);
});

test('two logs as one, in the order of time', async () => {
  const logs = [await newLog('s'), await newLog('s')];
  const now = Date.now() - 60_000;
  await put(String(logs[0]), 's', [now, 'one'], [now + 20, 'three']);
  await put(String(logs[1]), 's', [now + 10, 'two']);
  const shown: string[] = [];
  const show = ({ message }: { message: string }) => void shown.push(message);
  await showLogs(cloud, { logs, from: now, signal: never, show });
  expect(shown).toEqual(['one', 'two', 'three']);
});

test('a run that failed is one line, whatever Lambda writes about it, and however often one looks', async () => {
  const log = await newLog('s');
  const now = Date.now();
  const report = JSON.stringify({ type: 'platform.report', record: { requestId: 'r1', status: 'timeout' } });
  await put(log, 's', [now, '2026-03-07T14:05:09.123Z r1 Task timed out after 60.06 seconds'], [now + 1, report]);
  const shown: string[] = [];
  const show = ({ message }: { message: string }) => void shown.push(message);
  const wanted = { logs: [log], from: now, signal: never, show };
  await showLogs(cloud, wanted, await showLogs(cloud, wanted));
  expect(shown).toEqual(['Task timed out after 60.06 seconds']);
});

test('followed: later lines are shown once, late lines too; a log that does not exist is named', async () => {
  const log = await newLog('s', 'late');
  const now = Date.now();
  await put(log, 's', [now - 5_000, 'before']);
  const shown: string[] = [];
  const between = [
    () => put(log, 's', [now, 'after'], [now, 'after']),
    async () => {},
    () => put(log, 'late', [now - 60_000, 'a minute late']),
    async () => {},
    () => Promise.reject(new Interrupted()),
  ];
  const clock = { now: () => 0, pause: async () => void (await between.shift()?.()) };
  const show = ({ message }: { message: string }) => void shown.push(message);
  const ended = followLogs(cloud, { logs: [log], from: now - 90_000, signal: never, show }, clock);
  await expect(ended).rejects.toThrow('Stopped by Ctrl-C');
  expect(shown).toEqual(['before', 'after', 'after', 'a minute late']);
  await expect(all('/aws/lambda/nowhere', now)).rejects.toThrow('The log /aws/lambda/nowhere is not there');
});
