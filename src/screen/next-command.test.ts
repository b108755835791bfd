// What a person is told to type next is right, whatever the cloud and whatever the name.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { inSameCloud, shellWord } from '../screen/next-command.ts';

test.each([
  [true, [], ''],
  [true, ['--step'], ' -- --step'],
  [false, [], ' -- --aws'],
  [false, ['--wait a.txt'], ' -- --aws --wait a.txt'],
] as const)('local %s, %j: "%s"', (local, more, expected) => {
  expect(inSameCloud({ local }, ...more)).toBe(expected);
});

test.each(['relatório de março.txt', "d'água.txt", '$(date) `date` "x"', "'", ''])(
  '%s comes out of a shell as it went in',
  (name) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(name)}`], { encoding: 'utf8' })).toBe(name);
  },
);
