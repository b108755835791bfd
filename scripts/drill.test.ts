// The command itself: one drill for a person and for a program, and what it refuses. The files drills.long.test.ts play all
// drills: of each system, or of the systems that share them (src/operate/drills/invoked).

import { expect, test, vi } from 'vitest';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { comparable, pictureLines } from '../src/testing/picture.ts';
import { commandsOf, linesOf, startingOf } from '../src/testing/run-command.ts';

const run = commandsOf('drills');
const SCRIPT = 'scripts/drill.ts';
const LONG = 180_000; // milliseconds, on a busy machine

test(
  'a drill prints what its picture shows, from its introduction to the table; for programs it is one object; another stage is not touched',
  async () => {
    const ended = await run(SCRIPT, 'mapping-off', '--json'); // text for people goes to standard error then
    const { status, err } = ended;
    expect(status).toBe(0);
    const printed = new Set(err.split('\n').map(comparable));
    const [blank, typed, ...shown] = pictureLines(`src/systems/${DEFAULT_SYSTEM}/pictures/drill.svg`);
    expect([blank?.trim(), typed]).toEqual(['', '$ npm run drill -- mapping-off']);
    expect(shown.length).toBeGreaterThan(15);
    expect(shown.map(comparable).filter((line) => !printed.has(line))).toEqual([]);
    expect(linesOf(ended)).toMatchObject([
      {
        ...{ event: 'drill', drill: 'mapping-off', ok: true, repaired: [expect.stringContaining('repaired Enabled')] },
        alarms: ['mapping-off', 'queue-age', 'queue-backlog'].map((alarm) => ({
          ...{ alarm, rang: expect.any(Number), mail: expect.any(Number), back: expect.any(Number) },
        })),
      },
    ]);
    expect((await run('scripts/leftovers.ts')).status).toBe(0);
  },
  LONG,
);

test('Ctrl-C in the middle: told once, with exit code 130, and the stage is removed', { timeout: LONG }, async () => {
  const drill = startingOf('drills')(SCRIPT, 'mapping-off');
  await vi.waitFor(() => expect(drill.out()).toContain('Somebody disables the mapping'), { timeout: 60_000 });
  drill.child.kill('SIGINT');
  const { status, out, err } = await drill.ended;
  expect(status).toBe(130);
  expect((out + err).match(/Stopped by Ctrl-C\./g)).toHaveLength(1);
  expect(err).toContain('The stage of the drills is removed.');
  expect((await commandsOf('drill')('scripts/leftovers.ts')).status).toBe(0);
});

test.each([
  ['no name', [], /Which drill\?.*poison/s],
  ['a name that is none', ['nonsense'], /There is no drill 'nonsense'\.\n/],
  ['a name that is nearly one', ['maping-of'], /There is no drill 'maping-of'\. Did you mean mapping-off\?/],
  ['all and more', ['all', 'poison'], /There is no drill 'all'/],
  ['one that AWS cannot play', ['late', '--aws'], /Not all of these can be played on AWS.*refused, .*mapping-off/s],
])('%s is wrong usage, and nothing is built', async (_, words, sentence) => {
  const { status, out, err } = await run(SCRIPT, ...words);
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(sentence);
});

test('--help names the drills of the system that is asked for', async () => {
  const helpOf = async (...words: string[]) => (await run(SCRIPT, '--help', ...words)).out;
  expect(await helpOf()).toMatch(/The drills of line-counter, .*^ {2}mapping-off +mapping-off, queue-age/ms);
  const lake = await helpOf('--system', 'csv-lake');
  expect(lake).toMatch(/The drills of csv-lake, .*^ {2}database-away +function-errors/ms);
  expect(lake).not.toContain('mapping-off');
});
