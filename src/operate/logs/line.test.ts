// Lines of the worker and lines of Lambda: read, left out, and put into words.

import { expect, test } from 'vitest';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import { SYSTEMS } from '../../systems.ts';
import { endedByLambda, readLine } from './line.ts';
import type { LogLine } from './log-line.ts';
import { inWords } from './words.ts';

const { logWords } = (await SYSTEMS[DEFAULT_SYSTEM]()).configured({}).abilities;
const lineWords = await logWords?.();
const at = '2026-03-07T14:05:09.123Z';
const usual = {
  service: DEFAULT_SYSTEM,
  cold_start: false,
  function_request_id: 'r1',
  sampling_rate: 0,
  timestamp: at,
};
const record = {
  ...{ bucket: 'b', key: 'março.txt', status: 'counted', lines: 2167, newlines: 2166, bytes: 104098, sequencer: '0A' },
  ...{ uploadedAt: '2026-03-07T14:05:08.000Z', countedAt: '2026-03-07T14:05:09.100Z' },
};
const read = (text: string | object): LogLine | undefined =>
  readLine({ id: '1', time: Date.parse(at) + 500, text: typeof text === 'string' ? text : JSON.stringify(text) });
/** A line of Lambda itself when a function logs JSON. */
function platform(type: string, record: object): string {
  return JSON.stringify({ time: at, type: `platform.${type}`, record });
}
/** Without the time, because it depends on the time zone of this machine. */
const words = (text: string | object) => {
  const line = read(text);
  return line && inWords(line, lineWords).replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}/, '');
};

test.each([
  'START RequestId: ac9a1d31-b4dc-44e8-addd-dcbf8439f688 Version: $LATEST',
  'END RequestId: ac9a1d31-b4dc-44e8-addd-dcbf8439f688',
  'REPORT RequestId: ac9a\tDuration: 298 ms\tBilled Duration: 298 ms',
  'INIT_START Runtime Version: nodejs:22.v45',
  `{"_aws":{"Timestamp":1},"service":"${DEFAULT_SYSTEM}","FilesCounted":1}`,
  '',
  ...['initStart', 'start', 'end', 'extension', 'telemetrySubscription', 'report'].map((type) => platform(type, {})),
  ...['initReport', 'initRuntimeDone', 'runtimeDone', 'report'].map((type) => platform(type, { status: 'success' })),
  platform('runtimeDone', { requestId: 'r1', status: 'timeout', metrics: { durationMs: 5001.182, producedBytes: 0 } }),
  platform('initRuntimeDone', { status: 'error', errorType: 'Runtime.ImportModuleError' }),
  'REPORT RequestId: r1\tDuration: 298.00 ms\tBilled Duration: 298 ms\tStatus: success',
])('%j is not shown to people', (text) => {
  expect(read(text)).toBeUndefined();
});

test('a count: its file, the time in the line, and how long it took', () => {
  const sentAt = '2026-03-07T14:05:08.400Z';
  const line = { level: 'INFO', message: 'created', ...usual, record, messageId: 'm1', sentAt, receivedAt: at };
  expect(read(line)).toEqual({
    ...{ id: '1', at: new Date(at), level: 'INFO', message: 'created', messageId: 'm1' },
    files: [{ bucket: 'b', key: 'março.txt' }],
    fields: { record, messageId: 'm1', sentAt, receivedAt: at },
  });
  expect(words(line)).toBe('INFO   counted   março.txt   2,167 lines, 104,098 bytes, 1.1 s after the upload');
});

test('a message that comes back: its files, and the error with its name', () => {
  const error = { name: 'TimeoutError', message: 'the cache did not answer', location: 'x', stack: 'y' };
  const files = [record, { bucket: 'b', key: 'a/b c.txt' }].map(({ bucket, key }) => ({ bucket, key }));
  const line = { level: 'WARN', message: 'comes back', ...usual, messageId: 'm1', files, error };
  expect(read(line)).toMatchObject({ files, error: 'TimeoutError: the cache did not answer', messageId: 'm1' });
  expect(words(line)).toBe('WARN   comes back   março.txt, a/b c.txt   TimeoutError: the cache did not answer');
});

test('a mail names its files, with the bucket before the first slash', () => {
  const names = ['b/a/b.txt', 'b/c.txt', 'b/d.txt', 'b/e.txt'];
  const line = { level: 'INFO', message: 'announced', ...usual, mail: 'x', count: 4, waitSeconds: 1.25, names };
  expect(read(line)?.files.slice(0, 2)).toEqual([
    { bucket: 'b', key: 'a/b.txt' },
    { bucket: 'b', key: 'c.txt' },
  ]);
  expect(words(line)).toBe('INFO   published   4 results, the oldest after 1.3 s: a/b.txt, c.txt, d.txt …');
});

test('an event of no file: which one, in a sentence', () => {
  const line = { level: 'INFO', message: 'ignored', ...usual, what: 's3:TestEvent' };
  expect(words(line)).toBe('INFO   ignored   the event s3:TestEvent tells of no new file');
});

test('a repeated event, a final failure, a message that nobody can read', () => {
  const { bucket, key } = record;
  expect(
    words({ level: 'INFO', message: 'duplicate', ...usual, bucket, key, sequencer: '1', announceAgain: false }),
  ).toBe('INFO   known already   março.txt   sequencer 1, announceAgain false');
  const failed = { ...record, status: 'failed', reason: 'too large' };
  expect(words({ level: 'ERROR', message: 'failed for good', ...usual, record: failed })).toBe(
    'ERROR  failed for good   março.txt   too large',
  );
  const unreadable = { messageId: 'm2', detail: 'the message is not JSON', body: 'hello' };
  expect(words({ level: 'ERROR', message: 'failed for good', ...usual, ...unreadable })).toBe(
    'ERROR  failed for good   detail the message is not JSON, body hello',
  );
});

test.each([
  ['2026-03-07T14:05:09.123Z r1 Task timed out after 60.06 seconds', 'Task timed out after 60.06 seconds'],
  [
    'RequestId: r1 Error: Runtime exited with error: signal: killed',
    'Out of memory, most likely: Runtime exited with error: signal: killed',
  ],
  ['RequestId: r1 Error: Runtime exited with error: exit status 1', 'Error: Runtime exited with error: exit status 1'],
  ['RequestId: r1 Process exited before completing request', 'Process exited before completing request'],
])('%s: a run that Lambda ended', (text, message) => {
  const line = read(text);
  expect(line).toMatchObject({ level: 'ERROR', message, files: [], at: new Date(Date.parse(at) + 500) });
  expect(line && endedByLambda(line)).toBe(true);
});

// The time-out was captured on AWS in July 2026; the others follow the schema of `platform.report` (Telemetry API).
const timedOut = { durationMs: 5000, billedDurationMs: 5000, memorySizeMB: 128, maxMemoryUsedMB: 94 };
const full = { ...timedOut, durationMs: 800.1, maxMemoryUsedMB: 128 };
const text =
  'REPORT RequestId: r1\tDuration: 5000.00 ms\tBilled Duration: 5000 ms\tMemory Size: 128 MB\tMax Memory Used: ';
test.each([
  [
    platform('report', { requestId: 'r1', metrics: timedOut, status: 'timeout' }),
    'Task timed out after 5.00 seconds   request r1, 94 of 128 MB used',
  ],
  [
    platform('report', { requestId: 'r1', metrics: full, status: 'error', errorType: 'Runtime.OutOfMemory' }),
    'Out of memory after 0.80 seconds: Runtime.OutOfMemory   request r1, 128 of 128 MB used',
  ],
  [
    platform('report', { requestId: 'r1', metrics: full, status: 'error', errorType: 'Runtime.ExitError' }),
    'Out of memory after 0.80 seconds: Runtime.ExitError   request r1, 128 of 128 MB used',
  ],
  [
    platform('report', { requestId: 'r1', metrics: timedOut, status: 'failure', errorType: 'Runtime.ExitError' }),
    'Run failed after 5.00 seconds: Runtime.ExitError   request r1, 94 of 128 MB used',
  ],
  [platform('report', { requestId: 'r1', status: 'error' }), 'Run failed   request r1'],
  [`${text}94 MB\tStatus: timeout`, 'Task timed out after 5.00 seconds   request r1, 94 of 128 MB used'],
  [
    `${text}128 MB\tStatus: error\tError Type: Runtime.OutOfMemory`,
    'Out of memory after 5.00 seconds: Runtime.OutOfMemory   request r1, 128 of 128 MB used',
  ],
])('%s: a run that Lambda ended, from its report', (text, sentence) => {
  const line = read(text);
  expect(line && endedByLambda(line)).toBe(true);
  expect(line).toMatchObject({ level: 'ERROR', files: [], fields: { requestId: 'r1' } });
  expect(words(text)).toBe(`ERROR  ${sentence}`);
});

test('two lines about the end of one run are one line', () => {
  const ids = [
    platform('report', { requestId: 'r1', status: 'timeout' }),
    `${text}94 MB\tStatus: timeout`,
    '2026-03-07T14:05:09.123Z r1 Task timed out after 60.06 seconds',
  ].map((one) => read(one)?.id);
  expect(new Set(ids)).toEqual(new Set(['end of run r1']));
});

test('a failed start is not the end of a run, because Lambda starts again', () => {
  const line = platform('initReport', { phase: 'init', status: 'timeout', metrics: { durationMs: 9999.5 } });
  expect(words(line)).toBe('WARN   The start of the function timed out after 10.00 seconds');
  const broken = platform('initReport', { phase: 'init', status: 'error', errorType: 'Runtime.ImportModuleError' });
  expect(words(broken)).toBe('WARN   The start of the function failed: Runtime.ImportModuleError');
  expect(endedByLambda(read(line) as LogLine)).toBe(false);
});

test('an error that nobody caught, as the runtime writes it into a JSON log', () => {
  const message = { errorType: 'TypeError', errorMessage: 'x is not a function', stackTrace: ['at a.js:1'] };
  expect(words({ timestamp: at, level: 'ERROR', requestId: 'r1', message })).toBe(
    'ERROR  TypeError: x is not a function   requestId r1',
  );
});

test('a line of Node.js has its level; an unknown line is shown as it is, without control characters', () => {
  expect(words('2026-03-07T14:05:09.123Z\tr1\tERROR\tUnhandled Promise Rejection\t{}')).toBe(
    'ERROR  Unhandled Promise Rejection {}',
  );
  expect(words('{"cut off')).toBe('INFO   {"cut off');
  expect(words('{"time":"now","type":"platform.fault"}')).toBe('INFO   {"time":"now","type":"platform.fault"}');
  expect(words('a \u001b[31mred\u001b[0m word')).toBe('INFO   a �[31mred�[0m word');
});
