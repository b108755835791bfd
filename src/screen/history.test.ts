// The usual time of a part: the median of earlier runs. Without a readable file no time is shown.

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

test('the median of the last five times, kept between runs, for each place', () => {
  const where = file();
  for (const seconds of [1000, 300, 420, 360, 390, 381.4]) history('us-east-1', where).remember([took(seconds)]);
  expect(history('us-east-1', where).usual('Cache a')).toBe(381);
  expect(history('eu-west-1', where).usual('Cache a')).toBeUndefined();
});

test('fast parts and parts that were not created are not kept', () => {
  const where = file();
  history('local', where).remember([took(1), took(60, 'Cache b', 'unchanged')]);
  expect(history('local', where).usual('Cache a')).toBeUndefined();
  expect(history('local', where).usual('Cache b')).toBeUndefined();
});

test('when the file cannot be written, the command goes on', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  await asNobody(async () => history('local', join(folder, 'history.json')).remember([took(60)]));
  expect(readdirSync(folder)).toEqual([]);
});

test('an unreadable file gives no times, and is replaced', () => {
  const where = join(file(), '..', '..', 'broken.json');
  writeFileSync(where, '{"half');
  expect(history('local', where).usual('Cache a')).toBeUndefined();
  history('local', where).remember([took(60)]);
  expect(history('local', where).usual('Cache a')).toBe(60);
});
