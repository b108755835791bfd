// The machines that this local cloud plays, as its machine room wrote them down.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from './machine-room/room.ts';
import { placeOf } from './place.ts';

export type { Running } from './machine-room/room.ts';

/** @param home of the local cloud; default: the one of this repository @returns by the id of the instance */
export function machinesOf(region: string, home?: string): Readonly<Record<string, Running>> {
  try {
    return JSON.parse(readFileSync(join(placeOf(home).machines, region, 'machines.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
