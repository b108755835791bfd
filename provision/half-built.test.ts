// From every half-built state there is a way forward and a way back: `up` ends where an undisturbed run ends, `down`
// leaves nothing.
// Notice: the story is stopped after its first part, after its second, … after its last
// (CRASH_POINTS=all), or after every ninth.

import { expect, test } from 'vitest';
import { findLeftovers } from '../src/operate/leftovers/find.ts';
import { snapshot } from '../src/testing/crash/snapshot.ts';
import { tellStory } from '../src/testing/tell-story.ts';
import { openWorkshop, type Workshop } from '../src/testing/workshop.ts';
import { teardown } from '../teardown/line-counter.ts';
import { provision } from './line-counter.ts';

/** Parts between two stops. */
const STRIDE = process.env.CRASH_POINTS === 'all' ? 1 : 9;
const WORKSHOPS = 4;

/** The whole system, without what differs from account to account. */
async function stateOf({ cloud, settings }: Workshop): Promise<unknown> {
  return JSON.parse(JSON.stringify(await snapshot(cloud, settings)).replaceAll(cloud.account, 'ACCOUNT'));
}

async function buildHalf(shop: Workshop, parts: number, all: number): Promise<void> {
  const { outcomes } = await tellStory(shop, provision, { stopAfter: parts });
  expect(outcomes).toEqual({ created: parts, ...(parts < all && { 'not-started': all - parts }) });
}

async function takeDown(shop: Workshop): Promise<void> {
  const { failure, outcomes } = await tellStory(shop, teardown);
  expect([failure, outcomes.failed]).toEqual([undefined, undefined]);
  expect(await findLeftovers(shop.cloud, shop.part)).toEqual([]);
}

test('stopped after each part in turn: `down` leaves nothing, `up` ends in the same state', {
  timeout: 600_000,
}, async () => {
  const calm = await openWorkshop();
  const all = (await tellStory(calm, provision)).results.length;
  const undisturbed = await stateOf(calm);

  const points = Array.from({ length: Math.ceil(all / STRIDE) }, (_, index) => all - index * STRIDE).values();
  const work = async () => {
    const shop = await openWorkshop();
    for (const parts of points) {
      await buildHalf(shop, parts, all);
      await takeDown(shop);

      await buildHalf(shop, parts, all);
      const { failure, outcomes } = await tellStory(shop, provision);
      expect({ failure, ...outcomes }, `after ${parts} parts`).toEqual({
        unchanged: parts,
        ...(parts < all && { created: all - parts }),
      });
      expect(await stateOf(shop), `after ${parts} parts`).toEqual(undisturbed);
      await takeDown(shop);
    }
  };
  await Promise.all(Array.from({ length: WORKSHOPS }, work));
});
