// An engine with an imaginary cloud: steps over a map, run as a story, with a record of all writes and events. A test
// may replace single functions of a step, so it states only what is special.

import { Journal } from '../engine/journal.ts';
import type { Lifecycle } from '../engine/lifecycle.ts';
import { type Run, type RunOptions, startRun } from '../engine/run.ts';
import { defineStep } from '../engine/step.ts';
import { imaginary, recordedContext, recordedScreen, type Thing } from './recorder.ts';

export type Change = Partial<Lifecycle<object, Thing>>;

export function engine() {
  const world = new Map<string, Thing>();
  const written: string[] = [];
  const step = (title: string, change: Change = {}) => {
    const { life } = imaginary(world, title);
    const { create, repair, destroy } = life;
    const noting =
      <All extends unknown[]>(verb: string, act?: (...all: All) => Promise<unknown>) =>
      async (...all: All) => {
        written.push(`${verb} ${title}`);
        await act?.(...all);
      };
    const noted: Change = {
      create: noting('create', create),
      repair: noting('repair', repair),
      destroy: noting('destroy', destroy),
    };
    return defineStep<Record<string, unknown>, Thing>({ ...life, ...noted, ...change } as never);
  };
  const tell = async (story: (run: Run) => unknown, options: Partial<RunOptions> = {}) => {
    const screen = options.screen ?? recordedScreen();
    const run = startRun({ clock: recordedContext(), screen, journal: new Journal(), ...options });
    story(run.run);
    const failure: unknown = await run.finished().then(
      () => undefined,
      (error) => error,
    );
    const outcomes = Object.fromEntries(run.results.map(({ title, outcome }) => [title, outcome]));
    return { failure, outcomes, results: run.results, heard: (screen as ReturnType<typeof recordedScreen>).heard };
  };
  return { world, written, step, tell };
}
