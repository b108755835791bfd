// What npm tells a script about the flags that npm took, and which are a mistake. scripts/npm.test.ts asks the real
// npm. The environments are those of npm 10.9 and 11.19, which give the same.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { UsageProblem } from '../engine/problems.ts';
import { refuseSwallowed } from './npm-flags.ts';

const [boolean, string] = [{ type: 'boolean' }, { type: 'string' }] as const;
const FLAGS = {
  ...{ plan: boolean, yes: boolean, json: boolean },
  ...{ day: string, days: string, watch: string, count: string, lines: string, 'max-per-second': string },
};
const DAYS = { npm_config_loglevel: 'silent', npm_config_all: 'true', npm_config_yes: 'true' };
const PLAN = { npm_config_parseable: 'true', npm_config_long: 'true', npm_config_all: 'true', npm_config_yes: '' };

const folder = mkdtempSync(join(tmpdir(), 'npmrc-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(env: Record<string, string>, ...given: string[]): string | undefined {
  const npm = { npm_lifecycle_event: 'up', npm_lifecycle_script: 'node --import ./src/cli/start.mjs provision/up.ts' };
  try {
    refuseSwallowed(FLAGS, given, { ...npm, ...env }, '/home/ana/ada/provision/up.ts');
    return undefined;
  } catch (error) {
    return (error as UsageProblem).next.en.replace('Flags stand behind "--". Write:  ', '');
  }
}

test.each([
  ['--plan', PLAN, [], '--plan'],
  ['--yes --plan', { ...PLAN, npm_config_yes: 'true' }, [], '--plan --yes'],
  ['--plan -- --yes', PLAN, ['--yes'], '--plan --yes'],
  ['--watch pasta', { npm_config_watch: 'true' }, ['pasta'], '--watch pasta'],
  ['--watch "minha pasta"', { npm_config_watch: 'true' }, ['minha pasta'], "--watch 'minha pasta'"],
  ['--count=3 --lines=5-6', { npm_config_count: '3', npm_config_lines: '5-6' }, [], '--count 3 --lines 5-6'],
  ['a.txt --count 3', { npm_config_count: 'true' }, ['a.txt', '3'], '--count … a.txt 3'],
  ['--max-per-second=5', { npm_config_max_per_second: '5' }, [], '--max-per-second 5'],
  ['--days 3 Ana', DAYS, ['3', 'Ana'], '--days … 3 Ana'],
  ['--day 2026-11-26', { ...DAYS, npm_config_loglevel: 'info' }, ['2026-11-26'], '--day 2026-11-26'],
  ['-y', { npm_config_yes: 'true' }, [], '--yes'],
])('%s was taken by npm: the line to type', (_, env, given, line) => {
  expect(run(env, ...given)).toBe(`npm run up -- ${line}`);
});

test('flags that arrived, or that are meant for npm, were not taken', () => {
  writeFileSync(join(folder, '.npmrc'), '; mine\njson = true\n yes=true\n');
  const files = { npm_config_userconfig: join(folder, '.npmrc'), npm_config_globalconfig: join(folder, 'none') };
  const mine = { npm_config_json: 'true', npm_config_yes: 'true' };
  expect(run(PLAN, '--plan')).toBeUndefined();
  expect(run({ npm_config_count: '3' }, '--count=3')).toBeUndefined();
  expect(run({ ...mine, ...files })).toBeUndefined();
  expect(run({ ...mine, npm_config_local_prefix: folder })).toBeUndefined();
  expect(run(mine, '--plan')).toBeUndefined();
  expect(run({ ...mine, CI: 'true' })).toBeUndefined();
  expect(run({ npm_config_long: 'true', npm_config_parseable: 'true', npm_config_all: 'true' })).toBeUndefined();
  expect(run({ ...PLAN, ...files })).toBe('npm run up -- --plan');
});

test('npx passes flags on, and so does a direct start of the file', () => {
  const npx = { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'tsx', npm_config_yes: 'true' };
  expect(run(npx)).toBeUndefined();
  expect(
    run({ npm_config_watch: 'true', npm_lifecycle_script: 'node --import ./src/cli/start.mjs scripts/other.ts' }),
  ).toBeUndefined();
});
