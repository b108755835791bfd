// The journal: a chain that survives power cuts, notices changes, and is copied to CloudWatch without a gap.

import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  GetLogEventsCommand,
  type PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test } from 'vitest';
import { randomAccount } from '../../../../testing/test-cloud.ts';
import { folder } from '../testing/open-vault.ts';
import { verifyChain } from './chain.ts';
import { Journal } from './journal.ts';
import { linesFrom } from './lines.ts';
import { firstBatch, ship } from './shipper.ts';

const MOST = 8 * 1024 * 1024;
const linesOf = async (path: string) => (await linesFrom(path, 0, MOST)).lines;
async function journalIn(path: string): Promise<Journal> {
  const journal = await Journal.open(path, 'app', 'i-test');
  onTestFinished(() => journal.close());
  return journal;
}
const list = (count: number) => ({ action: 'list', outcome: 'ok', count }) as const;

test('a hundred lines at once are one chain; the next start continues it', async () => {
  const path = join(folder(), 'app.jsonl');
  const first = await journalIn(path);
  await Promise.all(Array.from({ length: 100 }, (_, index) => first.append(list(index))));
  await first.close();
  const second = await journalIn(path);
  await second.append(list(100));
  await second.close();
  expect(verifyChain(await linesOf(path))).toEqual({ lines: 101 });
});

test('cut at any byte, the chain of whole lines holds and goes on', async () => {
  const path = join(folder(), 'app.jsonl');
  const whole = await journalIn(path);
  for (let count = 0; count < 5; count += 1) await whole.append(list(count));
  await whole.close();
  const content = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(fc.nat(content.length), async (at) => {
      writeFileSync(path, content);
      truncateSync(path, at);
      const kept = content.subarray(0, at).toString().split('\n').length - 1;
      const next = await journalIn(path);
      await next.append(list(9));
      await next.close();
      expect(next.setAside).toBeUndefined();
      expect(verifyChain(await linesOf(path))).toEqual({ lines: kept + 1 });
    }),
    { numRuns: 60 },
  );
});

test('a changed, missing, doubled or foreign line is noticed; the file is kept beside, and a new chain begins', async () => {
  const path = join(folder(), 'app.jsonl');
  const journal = await journalIn(path);
  for (let count = 0; count < 4; count += 1) await journal.append(list(count));
  await journal.close();
  const lines = await linesOf(path);
  const [one, two, three, four] = lines as [string, string, string, string];
  expect(verifyChain([one, two.replace('"ok"', '"failed"'), three, four]).wrong?.en).toContain(
    'line 3 does not follow',
  );
  expect(verifyChain([one, three, four]).wrong?.en).toBe('after line 1 comes line 3');
  expect(verifyChain([one, two, two]).wrong?.en).toBe('after line 2 comes line 2');
  expect(verifyChain([one, '{']).wrong?.en).toContain('not JSON');
  expect(verifyChain([one, two.replace(/app-[\da-f-]+/, 'app-other')]).wrong?.en).toContain('another chain');
  writeFileSync(path, `${[one, three].join('\n')}\n`);
  const next = await journalIn(path);
  expect(next.setAside).toBe('after line 1 comes line 3');
  await next.append(list(0));
  await next.close();
  expect(verifyChain(await linesOf(path))).toEqual({ lines: 1 });
  expect(readdirSync(join(path, '..')).filter((name) => name.endsWith('.set-aside')).length).toBe(1);
});

function logsClient() {
  const credentials = { accessKeyId: randomAccount(), secretAccessKey: 'test' };
  return new CloudWatchLogsClient({ region: 'us-east-1', endpoint: inject('cloud').endpoint, credentials });
}

test('every line reaches CloudWatch once when nothing goes wrong, and again after a lost cursor', async () => {
  const logs = logsClient();
  const to = { logs, group: 'vault', stream: 'i-test/app' };
  const path = join(folder(), 'app.jsonl');
  const journal = await journalIn(path);
  await Promise.all(Array.from({ length: 30 }, (_, count) => journal.append(list(count))));
  await expect(ship(journal, to)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'vault' }));
  expect([await ship(journal, to), await ship(journal, to)]).toEqual([30, 0]);
  await journal.append(list(30));
  expect(await ship(journal, to)).toBe(1);
  const at = { logGroupName: 'vault', logStreamName: to.stream, startFromHead: true };
  const shipped = async () => (await logs.send(new GetLogEventsCommand(at))).events?.map(({ message = '' }) => message);
  expect(await shipped()).toEqual(await linesOf(path));
  writeFileSync(`${path}.shipped`, '{');
  expect(await ship(journal, to)).toBe(31);
});

test('lines that CloudWatch refuses while it answers 200 are told in the journal', async () => {
  const path = join(folder(), 'app.jsonl');
  const journal = await journalIn(path);
  await journal.append(list(1));
  const calls: number[] = [];
  // The emulator takes events of any age, so its answer is written here (CloudWatch Logs API reference, PutLogEvents).
  const send = async ({ input }: PutLogEventsCommand) => {
    calls.push(input.logEvents?.length ?? 0);
    return calls.length === 1 ? { rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } } : {};
  };
  await ship(journal, { logs: { send } as never, group: 'vault', stream: 'i-test/app' });
  expect(calls).toEqual([1, 1]);
  expect(journal.recent.at(-1)).toMatchObject({ action: 'ship', outcome: 'refused', count: 1 });
});

test('a batch keeps the limits of PutLogEvents: 24 hours, 10,000 lines, 1 MiB', () => {
  const line = (time: string, more = '') => JSON.stringify({ time, more });
  const hours = Array.from({ length: 50 }, (_, hour) => line(new Date(Date.UTC(2026, 0, 1, hour)).toISOString()));
  expect(firstBatch(hours).length).toBe(24);
  expect(firstBatch(Array(20_000).fill(line('2026-01-01T00:00:00Z'))).length).toBe(10_000);
  const large = Array(40).fill(line('2026-01-01T00:00:00Z', 'x'.repeat(100_000)));
  const bytes = firstBatch(large).reduce((sum, one) => sum + Buffer.byteLength(one) + 26, 0);
  expect(bytes).toBeLessThanOrEqual(1_048_576);
  expect(firstBatch([])).toEqual([]);
});

test('after a write that failed nothing is answered, because nothing may follow half a line', async () => {
  const path = join(folder(), 'app.jsonl');
  const journal = await journalIn(path);
  await journal.append(list(1));
  await journal.close(); // every write now fails
  await expect(journal.append(list(2))).rejects.toThrow();
  await expect(journal.append(list(3))).rejects.toThrow();
  appendFileSync(path, '{"half');
  const next = await journalIn(path);
  await next.append(list(4));
  expect(verifyChain(await linesOf(path))).toEqual({ lines: 2 });
});
