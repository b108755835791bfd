// An engine on an imaginary cloud: steps over a map, told as a story, with everything that was written and heard.
// Notice: a step may be changed verb by verb, so a test says only what is special about it.

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
