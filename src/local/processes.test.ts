import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { groupMembers, processes, processOf } from './processes.ts';

test('one process is what the table says of it, and so is a group', () => {
  const own = processOf(process.pid);
  expect(own).toMatchObject({ pid: process.pid, command: expect.stringContaining('node') });
  expect(processes()).toContainEqual(own);
  expect(groupMembers(own?.group ?? 0)).toContainEqual(own);
  expect(groupMembers(own?.group ?? 0).filter(({ group }) => group !== own?.group)).toEqual([]);
});

test('a thread is no process, although /proc knows its number', () => {
  const threads = existsSync('/proc/self/task') ? readdirSync('/proc/self/task').map(Number) : [process.pid];
  expect(threads.filter(processOf)).toEqual([process.pid]);
});
