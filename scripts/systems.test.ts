// The table of systems, for people in two languages and for programs; before `up`, after it, and half-way.

import { DeleteFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, inject, test } from 'vitest';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { SYSTEM_NAMES } from '../src/systems.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'systems';
const run = commandsOf(STAGE, { ALARMS: 'off' });
const inPortuguese = commandsOf(STAGE, { ALARMS: 'off', UI_LANGUAGE: 'pt' });
const rowOf = (lines: ReturnType<typeof linesOf>) => lines.find(({ system }) => system === DEFAULT_SYSTEM);

test('not up, then up, then partly up; programs read the same in every language', { timeout: 240_000 }, async () => {
  const before = linesOf(await run('scripts/systems.ts', '--json'));
  expect(before.map(({ system }) => system)).toEqual(SYSTEM_NAMES);
  expect(rowOf(before)).toEqual({
    system: DEFAULT_SYSTEM,
    about: expect.stringContaining('a function counts its lines'),
    perHour: expect.closeTo(0.0328, 4),
    abilities: [
      'upload',
      'records',
      'deadLetters',
      'trace',
      'demo',
      'reconcile',
      'page',
      'alarms',
      'drills',
      'exercises',
      'logs',
    ],
    up: 'no',
  });
  expect(linesOf(await inPortuguese('scripts/systems.ts', '--json'))).toEqual(before);

  expect((await run('provision/up.ts')).status).toBe(0);
  const { out } = await run('scripts/systems.ts');
  const up = String.raw`^${DEFAULT_SYSTEM}: up\n {2}A file lands in S3.*\n {2}at rest: about \$0\.033 an hour`;
  expect(out).toMatch(new RegExp(up, 'm'));
  const { out: pt } = await inPortuguese('scripts/systems.ts');
  const noAr = String.raw`^${DEFAULT_SYSTEM}: no ar\n {2}Um arquivo chega ao S3.*\n {2}em repouso: cerca de US\$ 0,033 por hora`;
  expect(pt).toMatch(new RegExp(noAr, 'm'));

  const { endpoint } = inject('cloud');
  const credentials = { accessKeyId: '000000000000', secretAccessKey: 'test' };
  const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
  await lambda.send(new DeleteFunctionCommand({ FunctionName: `ada-${STAGE}-${DEFAULT_SYSTEM}-records-reader` }));
  expect(rowOf(linesOf(await run('scripts/systems.ts', '--json')))).toMatchObject({ up: 'partly' });
  expect((await run('teardown/down.ts', '--yes')).status).toBe(0);
});

test('no system is named here', async () => {
  const { status, err } = await run('scripts/systems.ts', 'audit-log');
  expect(status).toBe(2);
  expect(err).toContain("'audit-log' means nothing here");
});
