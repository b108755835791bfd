// The command itself: one drill as a person plays it, as a program reads it, and what it refuses. All drills are played in
// src/drills/drills.test.ts.

import { expect, test } from 'vitest';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const run = commandsOf('drills');
const SCRIPT = 'scripts/drill.ts';
const LONG = 180_000; // milliseconds, on a busy machine

test(
  'a drill is introduced, its alarm rings and goes back, and a table ends it; another stage is not touched',
  async () => {
    const { status, out, err } = await run(SCRIPT, 'poison');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Target: .*, stage drill \(/);
    expect(out).toMatch(/The local cloud evaluates no alarm/);
    expect(out).toMatch(/5 · Records: poison\n {2}A message that is not JSON comes into the queue;/);
    expect(out).toMatch(/records-failed rang after .* s\n/);
    expect(out).toMatch(/records-failed went back after .* s\n/);
    expect(out).toMatch(/Seconds from the breaking .*:\npoint +drill +signal +alarm +beyond +rang +mail +back\n/);
    expect(out).toMatch(/5 +poison +PermanentFailures +records-failed +[\d.]+/);
    expect((await run('scripts/leftovers.ts')).status).toBe(0);
  },
  LONG,
);

test(
  'for programs it is one object a drill, with seconds',
  async () => {
    const ended = await run(SCRIPT, 'poison', '--json');
    expect(ended.status).toBe(0);
    expect(linesOf(ended)).toMatchObject([
      {
        ...{ event: 'drill', drill: 'poison', ok: true, repaired: [expect.stringContaining('VisibilityTimeout')] },
        alarms: ['records-failed', 'dead-letters'].map((alarm) => ({
          ...{ alarm, rang: expect.any(Number), mail: expect.any(Number), back: expect.any(Number) },
        })),
      },
    ]);
  },
  LONG,
);

test.each([
  ['no name', [], /Which drill\?.*poison/s],
  ['a name that is none', ['nonsense'], /There is no drill 'nonsense'\.\n/],
  ['a name that is nearly one', ['maping-of'], /There is no drill 'maping-of'\. Did you mean mapping-off\?/],
  ['all and more', ['all', 'poison'], /There is no drill 'all'/],
  ['one that AWS cannot play', ['late', '--aws'], /Not all of these can be played on AWS.*refused, mapping-off/s],
])('%s is wrong usage, and nothing is built', async (_, words, sentence) => {
  const { status, out, err } = await run(SCRIPT, ...words);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
});
