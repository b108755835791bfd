// What most hazards must not be able to do: one `up` and one `down` end well, nothing is repaired twice, nothing is left.

import { expect } from 'vitest';
import type { Ended, Told } from './world.ts';

export async function bothEndWell(world: Told): Promise<{ up: Ended; down: Ended }> {
  const up = await world.up();
  expect(up.errors).toEqual([]);
  const down = await world.down();
  expect(down.errors).toEqual([]);
  expect(await world.left()).toEqual([]);
  return { up, down };
}
