// An answer that is used again: for how long, and what a failure does.

import { expect, test } from 'vitest';
import { keptAnswer } from './kept-answer.ts';

test('is asked once in its time, also while it is under way, and again after it', async () => {
  let [time, asked] = [0, 0];
  const answer = keptAnswer(
    1_000,
    async () => ++asked,
    () => time,
  );
  expect(await Promise.all([answer(), answer()])).toEqual([1, 1]);
  time = 999;
  expect(await answer()).toBe(1);
  time = 1_000;
  expect(await answer()).toBe(2);
});

test('that failed is asked again at once, and an old failure does not take a newer answer away', async () => {
  let time = 0;
  const waiting: { done: (text: string) => void; failed: (error: Error) => void }[] = [];
  const ask = () => new Promise<string>((done, failed) => waiting.push({ done, failed }));
  const answer = keptAnswer(1_000, ask, () => time);
  const first = answer();
  time = 2_000;
  const second = answer();
  waiting[0]?.failed(new Error('late'));
  await expect(first).rejects.toThrow('late');
  expect(answer()).toBe(second);
  waiting[1]?.failed(new Error('again'));
  await expect(second).rejects.toThrow('again');
  const third = answer();
  waiting[2]?.done('good');
  expect(await third).toBe('good');
});
