// What may have gone wrong since last time: stale process ids, a keeper killed hard, ports taken, two starts at once.
// Notice: in each, nothing that is not ours is ended, and the next command sets things right or says what to do.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findLocalCloud, LocalCloudError, resetLocalCloud, startLocalCloud, stopLocalCloud } from './cloud.ts';
import { endGroup } from './group.ts';
import { placeOf, readRecord, writeRecord } from './place.ts';
import { choosePorts, isFree } from './ports.ts';
import { privateHome } from './private-cloud.ts';
import { commandOf, groupMembers, signal } from './processes.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const COMMAND = fileURLToPath(new URL('../../scripts/local.ts', import.meta.url));

test('a stale pid, dead or now another program’s, is not running, and nobody is ended', async () => {
  const home = privateHome();
  const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  onTestFinished(() => void stranger.kill());
  const dead = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
  const ports = await choosePorts(false);
  for (const pid of [dead, stranger.pid ?? 0, process.pid]) {
    writeRecord(placeOf(home), { ports, pid });
    expect(await findLocalCloud({ home })).toBeUndefined();
    expect(await stopLocalCloud({ home })).toBe('was not running');
    expect(readRecord(placeOf(home))).toEqual({ ports });
  }
  expect(commandOf(stranger.pid ?? 0)).toBe('sleep 60');
});

test('a record that cannot be read counts as none', () => {
  const place = placeOf(privateHome());
  for (const text of ['', '{', 'null', '{"ports":{"aws":1}}']) {
    writeFileSync(place.record, text);
    expect(readRecord(place)).toBeUndefined();
  }
});

test('a port taken meanwhile is named, its owner left alone, and reset takes other ports', async () => {
  const home = privateHome();
  const ports = await choosePorts(false);
  writeRecord(placeOf(home), { ports });
  const stranger = createServer().listen(ports.cache, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await once(stranger, 'listening');

  const failure = await startLocalCloud({ home }).catch((error) => error);
  expect(failure).toBeInstanceOf(LocalCloudError);
  expect(failure.message).toContain(`port ${ports.cache}, which it keeps for the cache, is taken by another program`);
  expect(failure.message).toContain('npm run local -- reset');
  expect(stranger.listening).toBe(true);
  expect(readRecord(placeOf(home))).toEqual({ ports });

  await resetLocalCloud({ home });
  const cloud = await startLocalCloud({ home });
  expect(cloud.cache.port).not.toBe(ports.cache);
});

test('two starts at the same time end with one cloud', async () => {
  const home = privateHome();
  const start = () =>
    promisify(execFile)(process.execPath, [
      '--import',
      import.meta.resolve('tsx'),
      COMMAND,
      'start',
      '--json',
      '--home',
      home,
    ]);
  const [one, two, here] = await Promise.all([start(), start(), startLocalCloud({ home })]);
  expect(JSON.parse(one.stdout)).toEqual(JSON.parse(two.stdout));
  expect(JSON.parse(one.stdout).pid).toBe(here.pid);
  expect(existsSync(placeOf(home).lock)).toBe(false);
});

test('when a part dies, the keeper says so and ends the rest; after a hard kill the next start tidies up', async () => {
  const home = privateHome();
  const first = await startLocalCloud({ home });
  const part = (name: string, group: number) =>
    groupMembers(group).find(({ command }) => command.includes(name))?.pid ?? 0;
  signal(part('valkey-server', first.pid), 'SIGKILL');
  while (groupMembers(first.pid).length) await pause(25);
  expect(readFileSync(first.log, 'utf8')).toMatch(/keeper: .*valkey-server ended by itself \(SIGKILL\); stopping/);
  expect(await findLocalCloud({ home })).toBeUndefined();

  truncateSync(first.log, 6 * 1024 * 1024); // a long log is put aside at the next start
  const second = await startLocalCloud({ home });
  expect(existsSync(`${second.log}.1`)).toBe(true);
  expect(readFileSync(second.log, 'utf8').length).toBeLessThan(100_000);
  signal(second.pid, 'SIGKILL');
  const left = () =>
    groupMembers(second.pid).map(({ command }) => command.includes('valkey') || command.includes('ministack'));
  await expect.poll(left, { timeout: 10_000 }).toEqual([true, true]);

  const third = await startLocalCloud({ home });
  expect(third.endpoint).toBe(second.endpoint);
  expect(groupMembers(second.pid)).toEqual([]);

  signal(third.pid, 'SIGSTOP'); // one that hangs is ended by force
  expect(await endGroup(placeOf(home), readRecord(placeOf(home)), 0.3)).toBe(true);
  expect(groupMembers(third.pid)).toEqual([]);
  expect(await isFree(third.cache.plainPort)).toBe(true);
});

test('a start that fails tells the last lines of the log and leaves nothing running', async () => {
  const home = privateHome();
  const failure = await startLocalCloud({ home, settings: { GATEWAY_PORT: 'not-a-port' } }).catch((error) => error);
  expect(failure).toBeInstanceOf(LocalCloudError);
  expect(failure.message).toMatch(/it ended before it was ready/);
  expect(failure.message).toContain(join(home, 'cloud.log'));
  expect(failure.message).toContain('ended by itself (exit code 1)');
  expect(readRecord(placeOf(home))?.pid).toBeUndefined();
  expect(existsSync(join(home, 'tmp'))).toBe(false);
});
