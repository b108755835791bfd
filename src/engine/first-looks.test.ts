// When a first look is believed: absent for a minute, present until the run has written something.

import { expect, test } from 'vitest';
import { firstLooks } from './first-looks.ts';
import { Journal } from './journal.ts';
import { notOurs } from './problems.ts';

function world() {
  let now = 0;
  const journal = new Journal();
  const clock = { now: () => now, pause: async () => {} };
  const looks = firstLooks(clock, journal);
  const ask = (live: unknown) => looks.ask({ title: 'a', describe: async () => live });
  const believed = async (look: ReturnType<typeof ask>) => (await looks.believed('a', look, [], true)) !== undefined;
  const later = (seconds: number) => {
    now += seconds;
  };
  return { journal, looks, ask, believed, later };
}

test('an absent thing is believed absent for a minute, whatever the run writes', async () => {
  const { journal, ask, believed, later } = world();
  const look = ask(undefined);
  await look;
  journal.note('SQS', 'CreateQueue');
  later(60);
  expect(await believed(look)).toBe(true);
  later(1);
  expect(await believed(look)).toBe(false);
});

test('a present thing is believed until the run writes', async () => {
  const { journal, ask, believed, later } = world();
  const look = ask({ size: 1 });
  await look;
  later(1_000);
  journal.note('SQS', 'GetQueueUrl');
  expect(await believed(look)).toBe(true);
  journal.note('SQS', 'CreateQueue');
  expect(await believed(look)).toBe(false);
});

test('a part whose look failed fails with its error, and is not started when its needs are broken', async () => {
  const { looks } = world();
  const denied = new Error('denied');
  const look = looks.ask({ title: 'a', describe: () => Promise.reject(denied) });
  await expect(looks.believed('a', look, [], true)).rejects.toBe(denied);
  await expect(looks.believed('a', look, ['b'], true)).rejects.toThrow('a was not started: it needs b.');
});

test('a plan goes on beside a part that is not ours', async () => {
  const { looks, ask } = world();
  looks.ask({ title: 'theirs', describe: () => Promise.reject(notOurs('theirs')) });
  await expect(looks.believed('a', ask(undefined), [], true)).rejects.toThrow('nothing is written while theirs');
  expect(await looks.believed('a', ask(undefined), [], false)).toMatchObject({ live: undefined });
});

test('a thing to be removed is believed for a minute, whatever the run writes; a look that failed is not believed', async () => {
  const { journal, looks, later } = world();
  const find = async () => ({ size: 1 });
  const look = looks.askToRemove({ find });
  await look;
  journal.note('SQS', 'DeleteQueue');
  later(60);
  expect(await looks.believedToRemove(look)).toMatchObject({ live: { size: 1 } });
  later(1);
  expect(await looks.believedToRemove(look)).toBeUndefined();
  const denied = looks.askToRemove({ find: () => Promise.reject(new Error('denied')) });
  expect(await looks.believedToRemove(denied)).toBeUndefined();
});
