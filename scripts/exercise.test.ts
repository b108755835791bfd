// Every exercise as a student does it: started, found by its own steps, solved, and repaired by `up`; the first of a system
// also after its hints and a wrong answer. The exercises of a system share one stage.

import { afterAll, describe, expect, test } from 'vitest';
import type { Exercise } from '../src/operate/exercises/exercise.ts';
import { DEFAULT_SYSTEM, EXERCISE_STAGE } from '../src/screen/next-command.ts';
import { SYSTEMS, type SystemName } from '../src/systems.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const ENV = { ALARMS: 'off', WEB: 'off' };
const run = commandsOf(EXERCISE_STAGE, ENV);
const inPortuguese = commandsOf(EXERCISE_STAGE, { ...ENV, UI_LANGUAGE: 'pt' });
const exercise = (...args: string[]) => run('scripts/exercise.ts', ...args);

const exercisesOf = async (system: SystemName): Promise<readonly Exercise[]> =>
  (await (await SYSTEMS[system]()).configured({}).abilities.exercises?.()) ?? [];

const WITH = await Promise.all(
  (['document-intake', 'audit-log', DEFAULT_SYSTEM] as const).map(async (system) => ({
    system,
    exercises: await exercisesOf(system),
  })),
);

test.concurrent.each([
  [[], 'a word is missing, such as list'],
  [['begin'], "'begin' is not what it can do"],
  [['stop', 'now'], "'now' means nothing here"],
  [['list', '--aws'], 'Exercises break things on purpose, so they run only on the local cloud.'],
  [['start', '11'], 'There is no exercise 11, only 1 to 10.'],
  [['hint'], 'No exercise runs.'],
  [['check', 'the queue'], 'No exercise runs.'],
  [['give-up'], 'No exercise runs.'],
])('%j is wrong usage: exit 2, one sentence, nothing is built', async (args, says) => {
  const { status, out, err } = await exercise(...args, '--json');
  expect(err).toContain(says);
  expect({ status, out }).toEqual({ status: 2, out: '' });
});

describe.each(WITH)('$system', ({ system, exercises }) => {
  afterAll(async () => {
    expect(await exercise('stop')).toMatchObject({ status: 0, err: '' });
  });

  test.each(exercises)(
    '$number $name',
    { timeout: 240_000 },
    async ({ number, name, title, cause, hints, way, repaired }) => {
      const tries = number === exercises[0]?.number ? 2 : 1;
      const started = await exercise('start', String(number));
      expect(started).toMatchObject({ status: 0, err: '' });
      expect(started.out).toContain(`Exercise ${number} (${system}): ${title.en}.`);
      if (tries === 2) {
        expect(await exercise('start', '1')).toMatchObject({ status: 2 });
        for (const hint of hints) expect((await exercise('hint')).out).toContain(hint.en.slice(0, 40));
        expect(await exercise('check', 'the cache is full')).toMatchObject({
          status: 1,
          err: expect.stringContaining('Not yet. It is something else.'),
        });
      }
      for (const {
        command: [script, ...more],
        prints,
      } of way) {
        const look = async () => {
          const { out, err } = await run(`scripts/${script}.ts`, '--system', system, ...more);
          return out + err;
        };
        await expect.poll(look, { timeout: 60_000, interval: 500 }).toMatch(prints);
      }

      const solved = linesOf(await exercise('check', cause.en, '--json'));
      expect(solved).toMatchObject([
        { event: 'check', number, grade: 'right', tries },
        { event: 'exercise', number, system, state: 'solved', tries },
      ]);
      const up = linesOf(await run('provision/up.ts', system, '--json')).at(-1);
      expect(up).toMatchObject({ ok: true, failed: 0 });
      expect(Number(up?.repaired) + Number(up?.created) > 0, name).toBe(repaired);
    },
  );
});

test('give-up tells the cause, in Portuguese too; the list remembers how each ended; nothing is left', async () => {
  const listed = linesOf(await exercise('list', '--json'));
  expect(listed.map(({ number, state }) => [number, state])).toEqual(
    Array.from({ length: 10 }, (_, at) => [at + 1, 'solved']),
  );
  expect((await exercise('start', '5')).status).toBe(0);
  const { out: choices } = await exercise('check');
  expect(choices.match(/^ {2}[a-j] {2}/gm)).toHaveLength(10);
  const { out } = await inPortuguese('scripts/exercise.ts', 'give-up');
  expect(out).toContain('Era isto:');
  expect(out).toContain('STAGE=exercise npm run status -- --system audit-log');
  expect(out).not.toMatch(/This was it|How it is found/);
  expect(await exercise('stop')).toMatchObject({ status: 0 });
  expect(await run('scripts/leftovers.ts', 'audit-log')).toMatchObject({ status: 0 });
});
