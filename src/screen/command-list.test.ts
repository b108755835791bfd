// The same form for every command of a list.

import { expect, test } from 'vitest';
import { commandList } from './command-list.ts';

test('beside the commands where there is room, else below each', () => {
  const rows = [
    ['npm run down', 'removes all of it'],
    ['npm run up -- --step', 'one part at a time'],
  ] as const;
  expect(commandList(rows, 41)).toEqual([
    'npm run down           removes all of it',
    'npm run up -- --step   one part at a time',
  ]);
  expect(commandList(rows, 40)).toEqual([
    'npm run down',
    '  removes all of it',
    'npm run up -- --step',
    '  one part at a time',
  ]);
});
