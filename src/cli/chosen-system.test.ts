// Which system a command is about, and the error for an ability that the system lacks.

import { expect, test } from 'vitest';
import { UsageProblem } from '../engine/problems.ts';
import { SYSTEM_NAMES } from '../systems.ts';
import { abilityOf, systemNamed } from './chosen-system.ts';

const EVERY = SYSTEM_NAMES.join(', ');

test.each([
  [[], undefined, undefined],
  [['csv-lake'], undefined, 'csv-lake'],
  [[], 'csv-lake', 'csv-lake'],
  [['csv-lake'], 'csv-lake', 'csv-lake'],
])('words %j and --system %s name %s', (words, flag, expected) => {
  expect(systemNamed(words, flag)).toBe(expected);
});

test.each([
  [['csv-lak'], undefined, `there is no system 'csv-lak' (did you mean csv-lake?), only ${EVERY}`],
  [[], 'nothing-like-it', `there is no system 'nothing-like-it', only ${EVERY}`],
  [['csv-lake'], 'other', 'two systems are named, csv-lake and other'],
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
