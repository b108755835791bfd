// Runs a story and shows it: on the screen, as JSON lines, or one part at a time.

import { ownerName } from '../aws/listing.ts';
import { type Outcome, type Result, type Screen, type Summary, summarize } from '../engine/progress.ts';
import { type Run, startRun } from '../engine/run.ts';
import { duration, wallClock } from '../engine/wait.ts';
import { history } from '../screen/history.ts';
import { jsonLines } from '../screen/jsonl.ts';
import type { Flags, Session } from './command.ts';

export const STORY_FLAGS = {
  plan: { type: 'boolean', default: false },
  step: { type: 'boolean', default: false },
} as const satisfies Flags;

export interface StoryResult<Outputs> {
  readonly outputs: Outputs;
  readonly results: readonly Result[];
  readonly summary: Summary;
  /** The error of the run, if there was one. */
  readonly failure: unknown;
}

export interface StoryOptions {
  readonly plan?: boolean | undefined;
  readonly step?: boolean | undefined;
  /** Nothing is written before it resolves. */
  readonly allowed?: Promise<void>;
  /** Other words for outcomes on the screen. */
  readonly words?: Partial<Record<Outcome, string>>;
}

/** Runs a story to its end, even when parts fail. */
export async function runStory<Outputs>(
  {
    cloud,
    flags,
    signal,
    screen: stream,
    print,
  }: Pick<Session<Flags>, 'cloud' | 'signal' | 'screen' | 'print'> & { flags: { json?: unknown } },
  story: (run: Run) => Outputs,
  { plan = false, step = false, allowed, words = {} }: StoryOptions = {},
): Promise<StoryResult<Outputs>> {
  const clock = wallClock(signal);
  const start = clock.now();
  const before = cloud.journal.calls.length;
  const { terminal } = await import('../screen/terminal.ts'); // late, so that --help is fast
  const drawn = terminal(stream, words, ownerName(cloud));
  const shown = step ? (await import('../screen/walkthrough.ts')).walkthrough(stream, signal) : drawn;
  signal.addEventListener('abort', shown.clear, { once: true }); // makes room for the sentence about it
  const screen = both(shown, flags.json ? jsonLines(print) : undefined);
  const times = history(cloud.endpoint ? 'local' : cloud.region);
  const run = startRun({
    clock,
    screen,
    journal: cloud.journal,
    signal,
    plan,
    oneByOne: step,
    usual: times.usual,
    ...(allowed && { allowed }),
  });

  const outputs = story(run.run);
  const failure = await run.finished().then(
    () => undefined,
    (error: unknown) => error,
  );
  signal.removeEventListener('abort', shown.clear);
  drawn.finish();
  times.remember(run.results);
  return {
    outputs,
    results: run.results,
    summary: summarize(run.results, cloud.journal.calls.slice(before), clock.now() - start),
    failure,
  };
}

/** "14 unchanged, 2 repaired in 6.2 s" */
export function sentence(
  { created, repaired, unchanged, removed, absent, failed, stopped, notStarted, seconds }: Summary,
  plan = false,
): string {
  const would = plan ? 'to be ' : '';
  const counts = [
    [created, `${would}created`],
    [repaired, `${would}repaired`],
    [removed, `${would}removed`],
    [unchanged, 'unchanged'],
    [absent, 'absent'],
    [failed - stopped, 'failed'],
    [stopped, 'stopped'],
    [notStarted, 'not started'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${told.join(', ') || 'Nothing to do'} in ${duration(seconds)}`;
}

function both(shown: Screen, lines: Screen | undefined): Screen {
  if (!lines) return shown;
  return {
    stage: (title) => shown.stage(title),
    planned: (title) => shown.planned(title),
    working: (title, what) => shown.working(title, what),
    ended(result) {
      shown.ended(result);
      lines.ended(result);
    },
    ...(shown.introduce && { introduce: shown.introduce.bind(shown) }),
  };
}
