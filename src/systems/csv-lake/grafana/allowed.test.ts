// The range is looked up once, before a look or a run, and never for a removal; a look-up that fails is told where it is needed.

import { expect, test } from 'vitest';
import { Problem } from '../../../engine/problems.ts';
import { defineStep } from '../../../engine/step.ts';
import { unwatched } from '../../../engine/wait.ts';
import { PURPOSE } from '../../../testing/recorder.ts';
import { Allowed } from './allowed.ts';

function stepWith(find: () => Promise<string>) {
  let live: { range: string } | undefined;
  const allowed = new Allowed(find);
  const step = defineStep<object, { range: string }>({
    ...{ kind: 'Rules', name: 'of a test', about: { ...PURPOSE, console: 'nowhere' }, rights: [] },
    observe: async () => live,
    async create() {
      live = { range: allowed.range };
    },
    drift: ({ range }) => (range === allowed.range ? [] : [{ field: 'range', live: range, wanted: allowed.range }]),
    async destroy() {
      live = undefined;
    },
  });
  return allowed.before(step);
}

test('it is asked once, and not for a removal', async () => {
  let asked = 0;
  const step = stepWith(async () => {
    asked += 1;
    return '203.0.113.7/32';
  });
  expect(await step.remove(unwatched())).toBe('absent');
  expect(asked).toBe(0);
  expect(await step.ensure({}, unwatched())).toMatchObject({ outcome: 'created', live: { range: '203.0.113.7/32' } });
  expect(await step.describe(unwatched())).toBeDefined();
  expect(asked).toBe(1);
});

test('when nobody answers, a look and a removal go on, and a comparison says why not', async () => {
  const step = stepWith(() => Promise.reject(new Problem('nobody answers')));
  expect(await step.describe(unwatched())).toBeUndefined();
  expect(() => step.compare({ range: 'x' }, {})).toThrow('nobody answers');
  await expect(step.ensure({}, unwatched())).rejects.toThrow('nobody answers');
  expect(await step.remove(unwatched())).toBe('absent');
});
