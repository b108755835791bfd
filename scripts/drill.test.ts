// The command itself: one drill as a person and as a program reads it, and what it refuses. All drills are played in
// src/systems/line-counter/drills/drills.test.ts.

import { expect, test } from 'vitest';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const run = commandsOf('drills');
const SCRIPT = 'scripts/drill.ts';
const LONG = 180_000; // milliseconds, on a busy machine

test(
  'a drill is introduced, its alarm rings and goes back, and a table ends it; for programs it is one object; another stage is not touched',
  async () => {
    const ended = await run(SCRIPT, 'poison', '--json'); // what people read goes to standard error then
    const { status, err } = ended;
    expect(status).toBe(0);
    expect(err).toMatch(/^Target: .*, stage drill \(/);
    expect(err).toMatch(/The local cloud evaluates no alarm/);
    expect(err).toMatch(/5 · Records: poison\n {2}A message that is not JSON comes into the queue;/);
    expect(err).toMatch(/records-failed rang after .* s\n/);
    expect(err).toMatch(/records-failed went back after .* s\n/);
    expect(err).toMatch(/Seconds from the breaking .*:\npoint +drill +signal +alarm +beyond +rang +mail +back\n/);
    expect(err).toMatch(/5 +poison +PermanentFailures +records-failed +[\d.]+/);
    expect(linesOf(ended)).toMatchObject([
      {
        ...{ event: 'drill', drill: 'poison', ok: true, repaired: [expect.stringContaining('VisibilityTimeout')] },
        alarms: ['records-failed', 'dead-letters'].map((alarm) => ({
          ...{ alarm, rang: expect.any(Number), mail: expect.any(Number), back: expect.any(Number) },
        })),
      },
    ]);
    expect((await run('scripts/leftovers.ts')).status).toBe(0);
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
