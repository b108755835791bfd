// The hint of how long things take: the median of the last times, and nothing at all when it cannot be read.

import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asNobody, temporaryFolder } from '../local/private-cloud.ts';
import { history } from './history.ts';

function file(): string {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'deeper', 'history.json');
}
const took = (seconds: number, title = 'Cache a', outcome: 'created' | 'unchanged' = 'created') => ({
  title,
  outcome,
  seconds,
});

test('the median of the last five times, kept from run to run, for each place on its own', () => {
  const where = file();
  for (const seconds of [1000, 300, 420, 360, 390, 381.4]) history('us-east-1', where).remember([took(seconds)]);
  expect(history('us-east-1', where).usual('Cache a')).toBe(381);
  expect(history('eu-west-1', where).usual('Cache a')).toBeUndefined();
});

test('what was quick, or not made, is not remembered', () => {
  const where = file();
  history('local', where).remember([took(1), took(60, 'Cache b', 'unchanged')]);
  expect(history('local', where).usual('Cache a')).toBeUndefined();
  expect(history('local', where).usual('Cache b')).toBeUndefined();
});

test('where the hint cannot be written, the command goes on', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  await asNobody(async () => history('local', join(folder, 'history.json')).remember([took(60)]));
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that cannot be understood is a hint less, and is written anew', () => {
  const where = join(file(), '..', '..', 'broken.json');
  writeFileSync(where, '{"half');
  expect(history('local', where).usual('Cache a')).toBeUndefined();
  history('local', where).remember([took(60)]);
  expect(history('local', where).usual('Cache a')).toBe(60);
});
