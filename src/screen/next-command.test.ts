// The suggested next command is right for every cloud and every name.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { nextCommand, shellWord } from './next-command.ts';

test.each([
  [true, 'line-counter', [], 'npm run up'],
  [true, 'line-counter', ['--step'], 'npm run up -- --step'],
  [false, 'line-counter', [], 'npm run up -- --aws'],
  [false, 'line-counter', ['--step', '--yes'], 'npm run up -- --aws --step --yes'],
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
