// Why a message failed when the worker wrote nothing: Lambda ended its runs, and writes so in its own lines.
// The local cloud writes no such lines and ignores JSON patterns, so this test filters as AWS does.

import { CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, onTestFinished, test } from 'vitest';
import { inEnglish } from '../../engine/text.ts';
import { DEFAULT_SYSTEM } from '../../screen/next-command.ts';
import { SYSTEMS } from '../../systems.ts';
import { openQueues } from '../../testing/dead-letters.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { asked, type Hazard, is } from '../../testing/hazards/wire.ts';
import { readDeadLetters } from './read-dead-letters.ts';
import { explain } from './reasons.ts';

const never = new AbortController().signal;
const LOG = '/aws/lambda/worker';
const { deadLetters } = (await SYSTEMS[DEFAULT_SYSTEM]()).configured({}).abilities;
/** A readable message. (An unreadable one shows its reason in its own text.) */
const UPLOAD = JSON.stringify({ Records: [] });

/** JSON lines only match with both fields of the pattern (CloudWatch Logs user guide, "Filter pattern syntax"). */
const filtersAsAws: Hazard = async (call, pass) => {
  const pattern = asked(call, 'filterPattern');
  if (!is(call, 'FilterLogEvents') || !pattern.startsWith('{')) return pass();
  const [, ...terms] =
    /^\{ \(\$\.([\w.]+) (!?=) "([^"]*)"\) && \(\$\.([\w.]+) (!?=) "([^"]*)"\) \}$/.exec(pattern) ?? [];
  if (!terms.length) return refuse(call, 'InvalidParameterException', 'Invalid filter pattern');
  const matches = (text: string, [path = '', sign = '', wanted = '']: string[]) => {
    if (!text.startsWith('{')) return false;
    const value = path.split('.').reduce((at, name) => at?.[name], JSON.parse(text));
    return value !== undefined && (value === wanted) === (sign === '=');
  };
  const answer = await pass();
  const { events = [], ...rest } = JSON.parse(answer.body);
  const kept = events.filter(
    ({ message }: { message: string }) => matches(message, terms.slice(0, 3)) && matches(message, terms.slice(3)),
  );
  return { ...answer, body: JSON.stringify({ ...rest, events: kept }) };
};

const platform = (type: string, record: object) =>
  JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record });
/** Every line that Lambda writes about one run. */
const run = (requestId: string, status: string, metrics: object, errorType?: string) => [
  platform('start', { requestId, version: '$LATEST' }),
  platform('runtimeDone', { requestId, status, errorType, metrics }),
  platform('report', { requestId, status, errorType, metrics: { memorySizeMB: 512, ...metrics } }),
];

test.each([
  ['the local cloud', undefined],
  ['AWS', () => filtersAsAws],
])('%s: a time-out, too little memory and a crash are shown once each; a good run is not shown', async (_, hazard) => {
  const { cloud, url, setAside, close } = await openQueues(hazard);
  onTestFinished(close);
  const { read } = (await deadLetters?.())?.(cloud) ?? expect.unreachable();
  await setAside(UPLOAD);
  const where = { logGroupName: LOG, logStreamName: 's' };
  await cloud.logs.send(new CreateLogGroupCommand(where));
  await cloud.logs.send(new CreateLogStreamCommand(where));
  const reasonAfter = async (...lines: string[]) => {
    const logEvents = lines.map((message) => ({ timestamp: Date.now(), message }));
    await cloud.logs.send(new PutLogEventsCommand({ ...where, logEvents }));
    const { letters } = await readDeadLetters(cloud, url.dead, 10, never);
    const [letter] = await explain(cloud, { log: LOG, read }, letters, never);
    return letter?.reason && inEnglish(letter.reason);
  };

  expect(await reasonAfter(...run('r0', 'success', { durationMs: 12, maxMemoryUsedMB: 90 }))).toBeUndefined();
  expect(await reasonAfter(...run('r1', 'timeout', { durationMs: 60_000, maxMemoryUsedMB: 94 }))).toBe(
    'a run was ended meanwhile, the last by: Task timed out after 60.00 seconds',
  );
  expect(
    await reasonAfter(...run('r2', 'error', { durationMs: 800, maxMemoryUsedMB: 512 }, 'Runtime.OutOfMemory')),
  ).toBe('2 runs were ended meanwhile, the last by: Out of memory after 0.80 seconds: Runtime.OutOfMemory');
  expect(await reasonAfter(...run('r3', 'error', { durationMs: 800, maxMemoryUsedMB: 90 }, 'Runtime.ExitError'))).toBe(
    '3 runs were ended meanwhile, the last by: Run failed after 0.80 seconds: Runtime.ExitError',
  );
  expect(await reasonAfter('REPORT RequestId: r4\tDuration: 60000.00 ms\tStatus: timeout')).toBe(
    '4 runs were ended meanwhile, the last by: Task timed out after 60.00 seconds',
  );
});
