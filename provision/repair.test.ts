// Everything broken at once: one run repairs exactly that and names it, and the next has nothing to do.
// Notice: a plan before it names the same fields, and writes nothing.

import { expect, test } from 'vitest';
import type { Result } from '../src/engine/progress.ts';
import { breakAll, UNBREAKABLE } from '../src/resources/breaks.ts';
import { openLineCounter } from '../src/systems/line-counter/testing/open.ts';

const changed = (results: readonly Result[]) =>
  Object.fromEntries(
    results
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ title, outcome, drift }) => [title, `${outcome} ${drift.map(({ field }) => field).join()}`]),
  );

test('one field of each part is broken by hand: a plan names them, a run repairs exactly them', async () => {
  const counter = await openLineCounter();
  const { steps } = await counter.up();
  const broken = await breakAll(counter.cloud, steps);
  expect(Object.keys(broken)).toHaveLength(steps.filter(({ kind }) => !(kind in UNBREAKABLE)).length);
  const as = (outcome: string) =>
    Object.fromEntries(Object.entries(broken).map(([title, field]) => [title, `${outcome} ${field}`]));

  const plan = await counter.up({ plan: true });
  expect(plan.writes).toBe(0);
  expect(changed(plan.results)).toEqual(as('would-repair'));

  const run = await counter.up();
  expect(run.failure).toBeUndefined();
  expect(changed(run.results)).toEqual(as('repaired'));

  expect(await counter.up()).toMatchObject({ outcomes: { unchanged: steps.length }, writes: 0 });
});
