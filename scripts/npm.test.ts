// The real npm: when npm takes a flag for itself, the command stops with the line to type, before anything is changed.
// The system is up, with a file in it. At the end every part of it still exists.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const STAGE = 'swallow';
const OFF = { ALARMS: 'off', WEB: 'off' };
const REPOSITORY = fileURLToPath(new URL('../', import.meta.url));
const runs = commandsOf(STAGE, OFF);
const home = mkdtempSync(join(tmpdir(), 'npm-home-'));
afterAll(() => rmSync(home, { recursive: true }));

/** As typed: "down --plan" is `npm run down --plan`. */
async function npm(typed: string, more: Record<string, string> = {}) {
  const { endpoint, home: cloud } = inject('cloud');
  const child = spawn('npm', ['run', '--silent', ...typed.split(' ')], {
    cwd: REPOSITORY,
    env: {
      ...{ PATH: process.env.PATH, HOME: home, NO_COLOR: '1', NPM_CONFIG_UPDATE_NOTIFIER: 'false' },
      ...{ AWS_ENDPOINT_URL: endpoint, LOCAL_CLOUD_HOME: cloud, STAGE, NOTIFY_EMAIL: '', ...OFF, ...more },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const ended = new Promise<number | null>((done, fail) => void child.once('error', fail).once('close', done));
  const [status, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { status, out, err };
}

let parts = 0;
beforeAll(async () => {
  const up = await runs('provision/up.ts', '--json');
  expect({ status: up.status, err: up.err.includes('x ') }).toEqual({ status: 0, err: false });
  parts = Number(linesOf(up).at(-1)?.created);
  expect((await runs('scripts/upload.ts')).status).toBe(0);
});
afterAll(async () => void (await runs('teardown/down.ts', '--yes')));

test.concurrent.each([
  ['down --plan', '--plan', 'npm run down -- --plan'],
  ['down --plan -- --yes', '--plan', 'npm run down -- --plan --yes'],
  ['up --plan', '--plan', 'npm run up -- --plan'],
  ['down --step', '--step', 'npm run down -- --step'],
  ['down -y', '--yes', 'npm run down -- --yes'],
  ['down --json', '--json', 'npm run down -- --json'],
  ['upload --count 3', '--count', 'npm run upload -- --count 3'],
  ['invite Ana --days 3', '--days', 'npm run invite -- --days … Ana 3'],
  ['local stop --home=/tmp/other', '--home', 'npm run local -- --home /tmp/other stop'],
])('npm run %s: exit code 2, and the line to type', async (typed, flags, line) => {
  const { status, out, err } = await npm(typed);
  expect(err).toContain(`npm took ${flags} for itself`);
  expect(err).toContain(`Write:  ${line}\n`);
  expect(status).toBe(2);
  expect(out).not.toContain('Target');
});

test('npm refuses --aws itself, and starts nothing', async () => {
  const { status, out } = await npm('down --aws');
  expect([status, out]).toEqual([1, '']);
});

test('flags after "--" are no mistake, with any setting of npm; and nothing is gone', async () => {
  const mine = { npm_config_yes: 'true', npm_config_json: 'true', npm_config_long: 'true' };
  const [plan, flagged, built] = await Promise.all([
    npm(`down ${DEFAULT_SYSTEM} -- --plan`),
    npm('down -- --plan --yes', mine),
    npm('up -- --plan --json', { NPM_CONFIG_YES: 'true' }),
  ]);
  for (const { status, out } of [plan, flagged]) {
    expect(status).toBe(0);
    expect(out).toMatch(/ to be removed, \d+ absent in /);
  }
  expect(linesOf(built).at(-1)).toMatchObject({ event: 'summary', unchanged: parts, created: 0, repaired: 0 });
});

test('without flags, what .npmrc sets for npm stops nothing', async () => {
  writeFileSync(join(home, '.npmrc'), 'yes=true\njson = true\nparseable=true\nlong=true\nall=true\n');
  const { status } = await npm('status').finally(() => rmSync(join(home, '.npmrc')));
  expect(status).toBe(0);
});
