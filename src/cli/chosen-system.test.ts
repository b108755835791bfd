// Which system a command is about, and the error for an ability that the system lacks.

import { expect, test } from 'vitest';
import { UsageProblem } from '../engine/problems.ts';
import { abilityOf, systemNamed } from './chosen-system.ts';

test.each([
  [[], undefined, undefined],
  [['line-counter'], undefined, 'line-counter'],
  [[], 'line-counter', 'line-counter'],
  [['line-counter'], 'line-counter', 'line-counter'],
])('words %j and --system %s name %s', (words, flag, expected) => {
  expect(systemNamed(words, flag)).toBe(expected);
});

test.each([
  [['line-countr'], undefined, "there is no system 'line-countr' (did you mean line-counter?), only line-counter"],
  [[], 'nothing-like-it', "there is no system 'nothing-like-it', only line-counter"],
  [['line-counter'], 'other', 'two systems are named, line-counter and other'],
])('words %j and --system %s are wrong usage', (words, flag, why) => {
  expect(() => systemNamed(words, flag)).toThrow(why);
  expect(() => systemNamed(words, flag)).toThrow(UsageProblem);
});

test('an ability is loaded when a command needs it; for a system without it there is one sentence', async () => {
  const abilities = { upload: async () => () => 'ada-dev-vault' };
  const bucketOf = await abilityOf({ abilities }, 'upload', 'file-vault');
  expect(typeof bucketOf).toBe('function');
  await expect(abilityOf({ abilities }, 'deadLetters', 'file-vault')).rejects.toMatchObject({
    message: 'file-vault has no dead letters.',
    next: { en: 'npm run systems shows what each has.' },
    name: new UsageProblem('', { next: '' }).name,
  });
});
