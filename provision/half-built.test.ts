// From every half-built state there is a way forward and a way back: `up` ends where an undisturbed run ends, `down`
// leaves nothing.
// Notice: the story is stopped after its first part, after its second, … after its last
// (CRASH_POINTS=all), or after every ninth.

import { expect, test } from 'vitest';
import { findLeftovers } from '../src/operate/leftovers/find.ts';
import { names } from '../src/systems/line-counter/names.ts';
import { type OpenLineCounter, openLineCounter } from '../src/systems/line-counter/testing/open.ts';
import { snapshot } from '../src/testing/crash/snapshot.ts';

/** Parts between two stops. */
const STRIDE = process.env.CRASH_POINTS === 'all' ? 1 : 9;
const WORKSHOPS = 4;

/** The whole system, without what differs from account to account. */
async function stateOf({ cloud, settings }: OpenLineCounter): Promise<unknown> {
  return JSON.parse(JSON.stringify(await snapshot(cloud, settings)).replaceAll(cloud.account, 'ACCOUNT'));
}

async function buildHalf(counter: OpenLineCounter, parts: number, all: number): Promise<void> {
  const { outcomes } = await counter.up({ stopAfter: parts });
  expect(outcomes).toEqual({ created: parts, ...(parts < all && { 'not-started': all - parts }) });
}

async function takeDown(counter: OpenLineCounter): Promise<void> {
  const { failure, outcomes } = await counter.down();
  expect([failure, outcomes.failed]).toEqual([undefined, undefined]);
  expect(await findLeftovers(counter.cloud, names(counter.cloud, counter.settings).stack)).toEqual([]);
}

test('stopped after each part in turn: `down` leaves nothing, `up` ends in the same state', {
  timeout: 600_000,
}, async () => {
  const calm = await openLineCounter();
  const all = (await calm.up()).results.length;
  const undisturbed = await stateOf(calm);

  const points = Array.from({ length: Math.ceil(all / STRIDE) }, (_, index) => all - index * STRIDE).values();
  const work = async () => {
    const counter = await openLineCounter();
    for (const parts of points) {
      await buildHalf(counter, parts, all);
      await takeDown(counter);

      await buildHalf(counter, parts, all);
      const { failure, outcomes } = await counter.up();
      expect({ failure, ...outcomes }, `after ${parts} parts`).toEqual({
        unchanged: parts,
        ...(parts < all && { created: all - parts }),
      });
      expect(await stateOf(counter), `after ${parts} parts`).toEqual(undisturbed);
      await takeDown(counter);
    }
  };
  await Promise.all(Array.from({ length: WORKSHOPS }, work));
});
