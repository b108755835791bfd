// Looks for machines in the regions of the course, and opens a room where there are some. Nothing of the SDK is loaded before.

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { regionsWithMachines } from './ask.ts';
import type { Room, RoomSettings } from './room.ts';

/** The regions of a Learner Lab, and that of Brazil. In another region an instance is only a row of the emulator. */
export const REGIONS = ['us-east-1', 'us-west-2', 'sa-east-1'];
const EVERY_MS = 1_000;
/** For a look that is under way. */
const PATIENCE_MS = 5_000;

export interface Rooms {
  close(): Promise<void>;
}

export function machineRooms(settings: Omit<RoomSettings, 'region'>): Rooms {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // nine lines at every start
  const rooms = new Map<string, Room>();
  const closing = new AbortController();
  const { signal } = closing;
  let trouble = '';
  const turn = async () => {
    for (const region of await regionsWithMachines(settings.endpoint, REGIONS))
      if (!rooms.has(region)) {
        const { Room } = await import('./room.ts');
        rooms.set(region, new Room({ ...settings, region, home: join(settings.home, region) }));
      }
    for (const room of rooms.values()) if (!signal.aborted) await room.follow();
  };
  const work = (async () => {
    while (!signal.aborted) {
      await turn().then(
        () => {
          trouble = '';
        },
        (error: Error) => {
          if (!signal.aborted && trouble !== error.message) settings.say(`machine room: ${error.message}`);
          trouble = error.message;
        },
      );
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined); // closing ends the pause
    }
  })();
  return {
    async close() {
      closing.abort();
      await Promise.race([work, pause(PATIENCE_MS)]);
      await Promise.all([...rooms.values()].map((room) => room.close()));
    },
  };
}
