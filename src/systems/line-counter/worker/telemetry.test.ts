// The log lines and metrics that dashboards, alarms and the trace of a file need: exactly these names and fields.

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CountedRecord, FailedRecord } from '../record.ts';
import { contextWith } from '../testing/cache.ts';
import { Telemetry } from './telemetry.ts';

const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  vi.stubEnv('POWERTOOLS_DEV', 'true'); // then it prints with `console`, which the test can read
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  for (const level of ['log', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  lines.length = 0;
});

const SENT = '2025-03-01T12:00:02.000Z';
const RECEIVED = '2025-03-01T12:00:03.000Z';
const message = { messageId: 'm1', body: '{}', attributes: { SentTimestamp: String(Date.parse(SENT)) } };
const file = { bucket: 'b', key: 'a.txt', sequencer: '0A', uploadedAt: new Date(Date.now() - 5_000).toISOString() };
const upload = { ...file, size: 8 };
const counted: CountedRecord = { ...file, status: 'counted', lines: 2, newlines: 2, bytes: 8, countedAt: RECEIVED };
const failed: FailedRecord = { ...file, status: 'failed', reason: 'too large', countedAt: RECEIVED };

/** The log lines of one invocation, and the metrics that are sent at its end. */
function heard(work: (telemetry: Telemetry) => void) {
  const metrics = new Metrics({ namespace: 'ada-dev-line-counter', serviceName: 'line-counter' });
  const telemetry = new Telemetry(new Logger({ serviceName: 'line-counter' }), metrics);
  telemetry.begin(contextWith(60_000));
  work(telemetry);
  telemetry.end(42_000);
  return { log: lines.slice(0, -1), metrics: lines.at(-1) as Record<string, unknown> & { _aws: Emf } };
}
interface Emf {
  CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }[];
}

test('the ten metrics, their units and values, in one namespace with one dimension', () => {
  const { metrics } = heard((telemetry) => {
    telemetry.judged(upload, { verdict: 'created', record: counted, owed: true }, message, RECEIVED);
    telemetry.judged(upload, { verdict: 'updated', record: failed, owed: true }, message, RECEIVED);
    telemetry.judged(upload, { verdict: 'duplicate' }, message, RECEIVED);
    telemetry.unreadable(message, 'not JSON');
    telemetry.comesBack('m1', [], new Error('later'));
    telemetry.announced({ mail: 'x', count: 2, waitSeconds: 1.5, names: ['b/a.txt'] });
  });
  const [only, ...others] = metrics._aws.CloudWatchMetrics;
  expect(others).toEqual([]);
  expect(only).toMatchObject({ Namespace: 'ada-dev-line-counter', Dimensions: [['service']] });
  expect(Object.fromEntries(only?.Metrics.map(({ Name, Unit }) => [Name, Unit]) ?? [])).toEqual({
    FilesCounted: 'Count',
    LinesCounted: 'Count',
    BytesRead: 'Bytes',
    PermanentFailures: 'Count',
    Repeats: 'Count',
    MessagesReturned: 'Count',
    UploadToRecordSeconds: 'Seconds',
    ResultsMailed: 'Count',
    MailWaitSeconds: 'Seconds',
    TimeLeftSeconds: 'Seconds',
  });
  expect(metrics).toMatchObject({
    service: 'line-counter',
    FilesCounted: 1,
    LinesCounted: 2,
    BytesRead: 8,
    PermanentFailures: [1, 1],
    Repeats: 1,
    MessagesReturned: 1,
    ResultsMailed: 2,
    MailWaitSeconds: 1.5,
    TimeLeftSeconds: 42,
  });
  const [took] = metrics.UploadToRecordSeconds as number[];
  expect(took).toBeGreaterThanOrEqual(5);
  expect(took).toBeLessThan(60);
});

test.each(['created', 'updated'] as const)('%s: the record, and when its message was sent and received', (verdict) => {
  const { log } = heard((telemetry) =>
    telemetry.judged(upload, { verdict, record: counted, owed: true }, message, RECEIVED),
  );
  const line = {
    message: verdict,
    level: 'INFO',
    record: counted,
    messageId: 'm1',
    sentAt: SENT,
    receivedAt: RECEIVED,
  };
  expect(log).toEqual([expect.objectContaining(line)]);
  expect(log[0]).toMatchObject({ service: 'line-counter', timestamp: expect.any(String) });
});

test.each(['duplicate', 'stale'] as const)(
  '%s: which event it was, and whether people still have to hear',
  (verdict) => {
    const { log } = heard((telemetry) => telemetry.judged(upload, { verdict, owed: true }, message, RECEIVED));
    const { bucket, key, sequencer } = file;
    const line = { message: verdict, bucket, key, sequencer, messageId: 'm1', announceAgain: true };
    expect(log).toEqual([expect.objectContaining(line)]);
  },
);

test('failed for good: the record, or the unreadable text, cut', () => {
  const { log } = heard((telemetry) => {
    telemetry.judged(upload, { verdict: 'created', record: failed, owed: true }, message, RECEIVED);
    telemetry.unreadable({ messageId: 'm2', body: 'x'.repeat(5_000) }, 'not JSON');
  });
  const times = { sentAt: SENT, receivedAt: RECEIVED };
  expect(log).toEqual([
    expect.objectContaining({ message: 'failed for good', level: 'ERROR', record: failed, messageId: 'm1', ...times }),
    expect.objectContaining({
      message: 'failed for good',
      messageId: 'm2',
      detail: 'not JSON',
      body: 'x'.repeat(2_000),
    }),
  ]);
});

test('a message returns: which files, and why', () => {
  const files = [{ bucket: 'b', key: 'a.txt' }];
  const { log } = heard((telemetry) => telemetry.comesBack('m1', files, new Error('S3 said: slow down')));
  const error = expect.objectContaining({ message: 'S3 said: slow down' });
  expect(log).toEqual([expect.objectContaining({ message: 'comes back', messageId: 'm1', files, error })]);
});

test.each([
  [0, [0]],
  [100, [100]],
  [250, [100, 100, 50]],
])('announced: %i names in lines of at most a hundred', (count, perLine) => {
  const names = Array.from({ length: count }, (_, i) => `b/${i}.txt`);
  const { log } = heard((telemetry) => telemetry.announced({ mail: 'x', count, waitSeconds: 2, names }));
  const told = log as { message: string; mail: string; count: number; waitSeconds: number; names: string[] }[];
  expect(told.map((line) => line.names.length)).toEqual(perLine);
  expect(told.flatMap((line) => line.names)).toEqual(names);
  for (const line of told) expect(line).toMatchObject({ message: 'announced', mail: 'x', count, waitSeconds: 2 });
});
