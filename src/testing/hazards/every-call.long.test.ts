// Every single call of `up` and `down` fails once. The run must still succeed or end with clear errors. There must
// never be a second thing, and the next run must end as an undisturbed one. Every write gets all seven faults, every
// read one of them in turn. The usual run takes a sample: of the first system with its alarms, of the others without. The long
// run takes a share, or all (`../long.ts`).

import { expect, test } from 'vitest';
import { writes } from '../../engine/journal.ts';
import { Problem } from '../../engine/problems.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';
import type { System } from '../../systems/system.ts';
import { casesOf } from '../cases.ts';
import { amount, HOURS, spread } from '../long.ts';
import { FAULTS } from './faults.ts';
import { type Ended, openWithHazards } from './open.ts';

/** Number of points. Two dozen alarms are the same part many times, so with them fewer points are enough. */
const SCOPES = {
  'without alarms': { env: { ALARMS: 'off' }, most: amount(3, 100) },
  'with alarms': { env: { ALARMS: 'on' }, most: amount(5, 10, 50) },
};
const AT_ONCE = 2;
/** Virtual seconds: the longest wait of any part. */
const LONGEST = 3600 + 120;

type Command = 'up' | 'down';
interface Point {
  readonly command: Command;
  /** Which call, from 1. */
  readonly at: number;
  readonly fault: string;
}

/** A cloud in which one call of one command fails. `arm` says when that command begins. */
async function faultySystem(tested: System, { at, fault }: Point, env: Record<string, string>) {
  let count = Number.NEGATIVE_INFINITY;
  let met = false;
  const system = await openWithHazards(
    tested,
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
    (await findLeftovers(system.ground, system.story.parts)).map(({ service }) => service).sort();
  return { system, things, arm: () => (count = 0), disarm: () => (count = Number.NEGATIVE_INFINITY), met: () => met };
}

/** No error, or readable errors that each say what to do next. */
function endedClearly({ errors, seconds }: Ended, point: Point): void {
  const where = `${point.fault} at call ${point.at} of ${point.command}`;
  for (const error of errors) {
    expect(error.message.length, where).toBeGreaterThan(3);
    if (error instanceof Problem) expect(error.next.en.length, where).toBeGreaterThan(10);
  }
  expect(seconds, where).toBeLessThan(LONGEST);
}

async function run(
  tested: System,
  point: Point,
  env: Record<string, string>,
  undisturbed: string[],
): Promise<'not met' | 'went on' | 'clear error'> {
  const { system, things, arm, disarm, met } = await faultySystem(tested, point, env);
  if (point.command === 'down') await system.up();
  arm();
  const ended = await system[point.command]();
  disarm();
  endedClearly(ended, point);
  const where = `${point.fault} at call ${point.at} of ${point.command}`;
  if (point.command === 'up') {
    const again = ended.errors.length ? await system.up() : ended;
    expect(again.errors, where).toEqual([]);
    expect(await things(), where).toEqual(undisturbed);
  }
  expect((await system.down()).errors, where).toEqual([]);
  expect(await system.left(), where).toEqual([]);
  system.close();
  return met() ? (ended.errors.length ? 'clear error' : 'went on') : 'not met';
}

const CASES = await casesOf(SCOPES);

test.each(CASES)(
  '$name: every call of `up` and `down`, gone wrong once in each way',
  async (tried) => {
    const { name, env, most } = tried;
    const { system, things } = await faultySystem(tried.system, { command: 'up', at: 0, fault: 'throttle' }, env);
    const up = await system.up();
    const undisturbed = await things();
    const down = await system.down();

    const names = Object.keys(FAULTS);
    const pointsOf = (command: Command, { calls }: Ended): Point[] =>
      calls.flatMap((operation, index) => {
        const faults = writes(operation) ? names : [names[index % names.length] as string];
        return faults.map((fault) => ({ command, at: index + 1, fault }));
      });
    const all = [...pointsOf('up', up), ...pointsOf('down', down)];
    const points = spread(all, most);

    const tally: Record<string, number> = {};
    const queue = points.entries();
    const worker = async () => {
      for (const [done, point] of queue) {
        if (done && done % 100 === 0) console.log(`${done} of ${points.length} points`);
        const how = `${point.fault}: ${await run(tried.system, point, env, undisturbed)}`;
        tally[how] = (tally[how] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log(`${name}: ${points.length} of ${all.length} points, ${JSON.stringify(tally, null, 1)}`);
  },
  HOURS,
);
