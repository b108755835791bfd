// Looks again and again for things of one kind in the regions of the course, and opens a room for a region where there are some.
// Nothing of the SDK is loaded before.

import { setTimeout as pause } from 'node:timers/promises';

/** The regions of a Learner Lab, and that of Brazil. In another region a thing is only a row of the emulator. */
export const REGIONS = ['us-east-1', 'us-west-2', 'sa-east-1'];
const EVERY_MS = 1_000;
/** For a look that is under way. */
const PATIENCE_MS = 5_000;

/** Makes processes follow what the emulator says of a region. */
export interface Follower {
  follow(): Promise<void>;
  close(): Promise<void>;
}

export interface Followed {
  /** "machine room": begins its lines in the log. */
  readonly name: string;
  /** In which of these regions is something? */
  regions(regions: readonly string[]): Promise<readonly string[]>;
  open(region: string): Promise<Follower>;
  say(sentence: string): void;
}

export interface Rooms {
  close(): Promise<void>;
}

export function followRegions({ name, regions, open, say }: Followed): Rooms {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // nine lines at every start
  const rooms = new Map<string, Follower>();
  const closing = new AbortController();
  const { signal } = closing;
  let trouble = '';
  const turn = async () => {
    for (const region of await regions(REGIONS)) if (!rooms.has(region)) rooms.set(region, await open(region));
    for (const room of rooms.values()) if (!signal.aborted) await room.follow();
  };
  const work = (async () => {
    while (!signal.aborted) {
      await turn().then(
        () => {
          trouble = '';
        },
        (error: Error) => {
          if (!signal.aborted && trouble !== error.message) say(`${name}: ${error.message}`);
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
