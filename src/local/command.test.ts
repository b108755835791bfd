// The command `npm run local`: exit codes and what it prints, for people and for programs.
// It runs as its own process, from another folder.

import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { privateHome } from './private-cloud.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const COMMAND = fileURLToPath(new URL('../../scripts/local.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

function local(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, COMMAND, ...given], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test.each([
  { given: [], says: 'The command line was not understood: a word is missing, such as start.' },
  { given: ['begin'], says: "'begin' is not what it can do" },
  { given: ['start', 'stop'], says: "'stop' means nothing here" },
  { given: ['status', '--jsno'], says: "Unknown option '--jsno'" },
])('wrong usage $given: exit 2, a sentence and the usage', ({ given, says }) => {
  const { status, stdout, stderr } = local(...given);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(says);
  expect(stderr).toContain('Usage: npm run local');
});

test('--help: exit 0', () => {
  expect(local('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage:'), stderr: '' });
});

test('start, status, reset and stop say what the state is', () => {
  const home = privateHome();
  const log = join(home, 'cloud.log');
  const at = ['--home', home];
  expect(local('status', ...at)).toEqual({
    status: 0,
    stdout: 'The local cloud is not running.\n',
    stderr: '',
  });
  expect(JSON.parse(local('status', '--json', ...at).stdout)).toEqual({ running: false, log });

  const started = JSON.parse(local('start', '--json', ...at).stdout);
  expect(started).toEqual({
    running: true,
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    cache: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    log,
    pid: expect.any(Number),
  });
  const { status, stdout } = local('status', ...at);
  expect(status).toBe(0);
  for (const part of [started.endpoint, started.cache, log, String(started.pid)]) expect(stdout).toContain(part);

  expect(JSON.parse(local('reset', '--json', ...at).stdout)).toEqual({ ...started, pid: expect.any(Number) });
  expect(local('stop', ...at)).toEqual({ status: 0, stdout: 'The local cloud was stopped.\n', stderr: '' });
  expect(local('stop', ...at)).toEqual({
    status: 0,
    stdout: 'The local cloud was not running.\n',
    stderr: '',
  });
});

test('a failure: exit 1, and only the sentence', () => {
  const { status, stdout, stderr } = local('start', '--home', '/dev/null/nowhere');
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^x Making the folder \/dev\/null\/nowhere for the local cloud: .*\n$/);
});
