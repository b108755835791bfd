// The lock: one holder at a time, and the lock of a dead process blocks nobody.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withLock } from './lock.ts';
import { temporaryFolder } from './private-cloud.ts';

test('work under one lock never overlaps, and the lock is gone afterwards, after a failure too', async () => {
  const lock = join(temporaryFolder(), 'below', 'lock');
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await pause(20);
    inside--;
  };
  await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)]);
  await expect(withLock(lock, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed');
  expect(existsSync(lock)).toBe(false);
});

test('a lock of a dead process, or of a pid that another program has now, is broken by exactly one waiter', async () => {
  const lock = join(temporaryFolder(), 'lock');
  writeFileSync(lock, JSON.stringify({ pid: process.pid, command: 'another program, before this one had its id' }));
  const order: string[] = [];
  const work = async () => {
    order.push('in');
    await pause(20);
    order.push('out');
  };
  await Promise.all([withLock(lock, work), withLock(lock, work)]);
  expect(order).toEqual(['in', 'out', 'in', 'out']);
});
