// Two commands at once on one system: the second says who is at work and changes nothing; a killed one blocks nobody.
// The processes are real. SIGSTOP stops the first while the others run, so no test depends on which is faster.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../aws/clients.ts';
import { processes } from '../local/processes.ts';
import { DEFAULT_SYSTEM } from '../screen/next-command.ts';
import { ownership, readSettings } from '../settings/settings.ts';
import { commandsOf, startingOf } from '../testing/run-command.ts';
import { claim, lockFile } from './at-work.ts';

const { endpoint } = inject('cloud');
const target = (STAGE: string, region = 'us-east-1') => ({
  ...{ account: LOCAL_ACCOUNT, region, endpoint },
  tags: ownership(readSettings({ STAGE, AWS_REGION: region }), DEFAULT_SYSTEM),
});

/** Starts `up` and stops it with SIGSTOP as soon as it works. */
async function atWork(stage: string) {
  const lock = lockFile(target(stage));
  const { child, ended } = startingOf(stage, { ALARMS: 'off' })('provision/up.ts');
  onTestFinished(() => void child.kill('SIGKILL'));
  while (!existsSync(lock) || !readFileSync(lock, 'utf8')) await pause(5); // the file exists and has its content
  child.kill('SIGSTOP');
  return { child, ended, lock };
}

test('a second up or down says who is at work, since when, and ends with 1; reading is allowed', async () => {
  const { child, ended, lock } = await atWork('alone');
  const command = commandsOf('alone', { ALARMS: 'off' });
  const who = new RegExp(
    `^x Another command works on ada-alone-${DEFAULT_SYSTEM} already: up, process ${child.pid}, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\n  Wait until`,
  );
  const [up, down, plan] = await Promise.all([
    command('provision/up.ts'),
    command('teardown/down.ts'),
    command('teardown/down.ts', '--plan'),
  ]);
  for (const second of [up, down]) expect([second.status, second.err]).toEqual([1, expect.stringMatching(who)]);
  expect(plan.status).toBe(0);
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: child.pid, what: 'up' });

  child.kill('SIGCONT');
  child.kill('SIGINT');
  expect((await ended).status).not.toBe(0);
  expect(existsSync(lock)).toBe(false);
  expect(await command('teardown/down.ts')).toMatchObject({ status: 0 });
});

test('a killed command blocks nobody, and the lock is removed with the command that took it over', async () => {
  const { child, ended, lock } = await atWork('killed');
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(lock)).toBe(true);
  expect(await commandsOf('killed')('teardown/down.ts')).toMatchObject({ status: 0 });
  expect(existsSync(lock)).toBe(false);
});

test('another process with the same process id, even with the same command line, is not at work', async () => {
  const lock = lockFile(target('reused'));
  await claim(target('reused'), 'up'); // creates the folder
  const self = processes().find(({ pid }) => pid === process.pid);
  writeFileSync(lock, JSON.stringify({ ...self, started: 'before this one', what: 'up', since: new Date() }));
  await claim(target('reused'), 'down');
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid, what: 'down' });
  await expect(claim(target('reused'), 'up')).rejects.toThrow(`: down, process ${process.pid}, since`);
});

test('each account, region, stage and endpoint has its own lock', () => {
  const one = target('apart');
  const others = [
    { ...one, account: '111122223333' },
    target('apart', 'us-west-2'),
    target('other'),
    { ...one, endpoint: 'http://127.0.0.1:1' },
    { ...one, endpoint: undefined },
  ];
  expect(new Set([one, ...others].map(lockFile)).size).toBe(others.length + 1);
  expect(lockFile(one).startsWith(join(tmpdir(), 'ada-contabilidade-'))).toBe(true);
});
