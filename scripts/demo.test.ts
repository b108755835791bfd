// The whole lesson, as a newcomer runs it: from an empty stage to the end, then removed.
// The demo's mailbox must be removed too, whatever happens.

import { ListSubscriptionsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { comparable, pictureLines } from '../src/testing/picture.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STACK = `ada-lesson-${DEFAULT_SYSTEM}`;
const run = commandsOf('lesson', { NOTIFY_LANGUAGE: 'en' });
const settings = clientOf(inject('cloud') as never);
const [sqs, sns] = [new SQSClient(settings), new SNSClient(settings)];

afterAll(async () => {
  const { status, err } = await run('teardown/down.ts', '--yes');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(await mailboxes()).toEqual([]);
});

async function mailboxes(): Promise<string[]> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${STACK}-demo` }));
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
  const ours = Subscriptions.filter(({ TopicArn }) => TopicArn?.includes(STACK)).map(({ Endpoint }) =>
    String(Endpoint),
  );
  return [...QueueUrls, ...ours];
}

test("from an empty stage to the accountants' mail", async () => {
  const { status, out, err } = await run('scripts/demo.ts');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const acts = [...out.matchAll(/^Act (\d)/gm)].map(([, number]) => number);
  expect(acts).toEqual(['1', '2', '3', '4', '5']);
  expect(out.match(/ right$/gm)).toHaveLength(3);
  expect(out).not.toContain('WRONG');

  const [, expected = []] = out
    .split('Act 4')
    .map((part) => part.match(/^ {2}[a-z-]+-\d{4}-\d\d-[0-9a-f]{6}\.txt.*$/gm));
  const letters = out.split('Act 5')[1] ?? '';
  for (const row of expected ?? []) {
    const [key = '', lines = 0] = row.trim().split(/ +/);
    expect(letters).toContain(`| ${key}\n  |   ${Number(lines).toLocaleString('en-GB')} lines, `);
  }
  for (const next of ['upload', 'records', 'status', 'up -- --step', 'down']) expect(out).toContain(`npm run ${next} `);
  expect(await mailboxes()).toEqual([]);

  // The mails in the picture are in Portuguese, and the longest lists are shown in part.
  const printed = new Set(out.split('\n').map(comparable));
  const [blank, typed, ...shown] = pictureLines(`src/systems/${DEFAULT_SYSTEM}/pictures/demo.svg`);
  expect([blank?.trim(), typed]).toEqual(['', '$ npm run demo']);
  const words = shown.map(comparable).filter((line) => !/^(\||… 0 more lines)/.test(line));
  expect(words.length).toBeGreaterThan(40);
  expect(words.filter((line) => !printed.has(line))).toEqual([]);
});

test('a second time, for programs: nothing is created twice, and three more files are right', async () => {
  const ended = await run('scripts/demo.ts', '--json');
  const lines = linesOf(ended);
  const steps = lines.filter(({ event }) => event === 'step');
  expect(new Set(steps.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
  expect(lines.slice(steps.length, -1)).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ event: 'counted', key: expect.any(String), counted: expect.any(Number), right: true }),
    ),
  );
  expect(lines.at(-1)).toMatchObject({ event: 'demo', system: DEFAULT_SYSTEM, ok: true });
  expect(ended.status).toBe(0);
  expect(linesOf(await run('scripts/records.ts', '--json'))).toHaveLength(6);
});
