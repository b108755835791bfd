// The suggested next command is right for every cloud and every name.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { DEFAULT_SYSTEM, nextCommand, shellWord } from './next-command.ts';

test.each([
  [true, DEFAULT_SYSTEM, [], 'npm run up'],
  [true, DEFAULT_SYSTEM, ['--step'], 'npm run up -- --step'],
  [false, DEFAULT_SYSTEM, [], 'npm run up -- --aws'],
  [false, DEFAULT_SYSTEM, ['--step', '--yes'], 'npm run up -- --aws --step --yes'],
  [true, 'audit-log', [], 'npm run up -- --system audit-log'],
  [false, 'audit-log', ['--step'], 'npm run up -- --system audit-log --aws --step'],
] as const)('local %s, %s, %j: %s', (local, stack, more, expected) => {
  expect(nextCommand({ local, tags: { stack } }, 'up', ...more)).toBe(expected);
});

test('in the stage of the exercises it stands in front of the command', () => {
  const tags = { stack: 'audit-log', stage: 'exercise' };
  expect(nextCommand({ local: true, tags }, 'up')).toBe('STAGE=exercise npm run up -- --system audit-log');
  expect(nextCommand({ local: true, tags: { ...tags, stage: 'dev' } }, 'up')).toBe('npm run up -- --system audit-log');
});

test.each(['relatório de março.txt', "d'água.txt", '$(date) `date` "x"', "'", ''])(
  '%s comes out of a shell as it went in',
  (name) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(name)}`], { encoding: 'utf8' })).toBe(name);
  },
);
