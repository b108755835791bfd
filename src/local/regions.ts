// Looks again and again for things of one kind, and opens a room for each region of the course where there are some. Before
// that it asks without the SDK: nearly always there are none, and a client of the SDK would take memory and time in every local
// cloud.

import { setTimeout as pause } from 'node:timers/promises';
import { ACCOUNT } from './account.ts';

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
  readonly endpoint: string;
  /** Of the things: instances, or clusters (ministack/regions.py). */
  readonly service: 'ec2' | 'ecs';
  open(region: string): Promise<Follower>;
  say(sentence: string): void;
}

export interface Rooms {
  close(): Promise<void>;
}

export function followRegions({ name, endpoint, service, open, say }: Followed): Rooms {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'; // nine lines at every start
  const rooms = new Map<string, Follower>();
  const closing = new AbortController();
  const { signal } = closing;
  let trouble = '';
  const turn = async () => {
    for (const region of await regionsWith(endpoint, service))
      if (REGIONS.includes(region) && !rooms.has(region)) rooms.set(region, await open(region));
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

async function regionsWith(endpoint: string, service: string): Promise<string[]> {
  const answer = await fetch(`${endpoint}/_local/regions?service=${service}&account=${ACCOUNT}`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return ((await answer.json()) as { regions: string[] }).regions;
}
