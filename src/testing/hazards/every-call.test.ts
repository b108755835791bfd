// Every single call of `up` and `down` goes wrong once: the run succeeds all the same, or ends in clear errors; never is
// there a second thing, and the next run ends where an undisturbed one ends.
// Notice: every write meets all seven faults, every read one of them in turn. CRASH_POINTS=all runs all of them
// (npm run test:long), otherwise a sample spread evenly.

import { expect, test } from 'vitest';
import { writes } from '../../engine/journal.ts';
import { Problem } from '../../engine/problems.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';
import { FAULTS } from './faults.ts';
import { type Ended, openWorld } from './world.ts';

const ALL = process.env.CRASH_POINTS === 'all';
/** How many points; two dozen alarms are one and the same part, so with them fewer say as much. */
const SCOPES: Record<string, { env: Record<string, string>; sample: number }> = {
  'the system': { env: { ALARMS: 'off' }, sample: ALL ? Number.POSITIVE_INFINITY : 7 },
  'the system and its watch': { env: {}, sample: ALL ? 50 : 2 },
};
const AT_ONCE = 2;
/** Virtual seconds: the longest patience of any part. */
const LONGEST = 3600 + 120;

type Command = 'up' | 'down';
interface Point {
  readonly command: Command;
  /** Which call, from 1. */
  readonly at: number;
  readonly fault: string;
}

/** A world in which one call of one command goes wrong; `arm` says when that command begins. */
async function faultyWorld({ at, fault }: Point, env: Record<string, string>) {
  let count = Number.NEGATIVE_INFINITY;
  let met = false;
  const world = await openWorld(
    () => [
      (call, pass) => {
        count += 1;
        if (count !== at) return pass();
        met = true;
        return (FAULTS[fault] as (typeof FAULTS)[string])(call, pass);
      },
    ],
    env,
  );
  const things = async () =>
    (await findLeftovers(world.ground as never, world.part)).map(({ service }) => service).sort();
  return { world, things, arm: () => (count = 0), disarm: () => (count = Number.NEGATIVE_INFINITY), met: () => met };
}

/** No error, or errors that a person can read, with what to do next to each. */
function endedClearly({ errors, seconds }: Ended, point: Point): void {
  const where = `${point.fault} at call ${point.at} of ${point.command}`;
  for (const error of errors) {
    expect(error.message.length, where).toBeGreaterThan(3);
    if (error instanceof Problem) expect(error.next.length, where).toBeGreaterThan(10);
  }
  expect(seconds, where).toBeLessThan(LONGEST);
}

async function run(
  point: Point,
  env: Record<string, string>,
  undisturbed: string[],
): Promise<'not met' | 'went on' | 'clear error'> {
  const { world, things, arm, disarm, met } = await faultyWorld(point, env);
  const owned = { ...world.ground, tags: world.cloud.tags };
  Object.assign(world.ground, owned);
  if (point.command === 'down') await world.up();
  arm();
  const ended = await world[point.command]();
  disarm();
  endedClearly(ended, point);
  const where = `${point.fault} at call ${point.at} of ${point.command}`;
  if (point.command === 'up') {
    const again = ended.errors.length ? await world.up() : ended;
    expect(again.errors, where).toEqual([]);
    expect(await things(), where).toEqual(undisturbed);
  }
  expect((await world.down()).errors, where).toEqual([]);
  expect(await world.left(), where).toEqual([]);
  world.close();
  return met() ? (ended.errors.length ? 'clear error' : 'went on') : 'not met';
}

test.each(Object.keys(SCOPES))(
  '%s: every call of `up` and `down`, gone wrong once in each way',
  async (name) => {
    const { env, sample } = SCOPES[name] as (typeof SCOPES)[string];
    const { world, things } = await faultyWorld({ command: 'up', at: 0, fault: 'throttle' }, env);
    Object.assign(world.ground, { tags: world.cloud.tags });
    const up = await world.up();
    const undisturbed = await things();
    const down = await world.down();

    const names = Object.keys(FAULTS);
    const pointsOf = (command: Command, { calls }: Ended): Point[] =>
      calls.flatMap((operation, index) => {
        const faults = writes(operation) ? names : [names[index % names.length] as string];
        return faults.map((fault) => ({ command, at: index + 1, fault }));
      });
    const all = [...pointsOf('up', up), ...pointsOf('down', down)];
    const step = Math.max(1, all.length / sample);
    const points = all.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));

    const tally: Record<string, number> = {};
    const queue = points.entries();
    const worker = async () => {
      for (const [done, point] of queue) {
        if (done && done % 100 === 0) console.log(`${done} of ${points.length} points`);
        const how = `${point.fault}: ${await run(point, env, undisturbed)}`;
        tally[how] = (tally[how] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log(`${name}: ${points.length} of ${all.length} points, ${JSON.stringify(tally, null, 1)}`);
  },
  3_600_000,
);
