// Most hazards must not change this: one `up` and one `down` succeed, nothing is repaired twice, nothing is left.

import { expect } from 'vitest';
import type { Ended, HazardousSystem } from './open.ts';

export async function bothEndWell(system: HazardousSystem): Promise<{ up: Ended; down: Ended }> {
  const up = await system.up();
  expect(up.errors).toEqual([]);
  const down = await system.down();
  expect(down.errors).toEqual([]);
  expect(await system.left()).toEqual([]);
  return { up, down };
}
