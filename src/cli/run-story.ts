// Runs a story and shows it: on the screen, as JSON lines, or one part at a time.

import { ownerName } from '../aws/listing.ts';
import { type Result, type Screen, type Summary, summarize } from '../engine/progress.ts';
import { type Run, startRun } from '../engine/run.ts';
import { wallClock } from '../engine/wait.ts';
import { history } from '../screen/history.ts';
import { jsonLines } from '../screen/jsonl.ts';
import type { Flags, Session } from './command.ts';

export const STORY_FLAGS = {
  plan: { type: 'boolean', default: false },
  step: { type: 'boolean', default: false },
} as const satisfies Flags;

/** Seconds: a class does not wait so long for a part on AWS. On the local cloud no part is slow. */
const SLOW = 60;

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
  /** Called when the run starts, so that it shares calls with the first looks. Nothing is written before it resolves. */
  readonly allowed?: () => Promise<void>;
  /** Does the story take parts away? */
  readonly removes?: boolean;
  /** Another screen than the board, which shows every part. */
  readonly shown?: Screen & { finish(): void; clear(): void };
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
  { plan = false, step = false, removes = false, allowed, shown: other }: StoryOptions = {},
): Promise<StoryResult<Outputs>> {
  const clock = wallClock(signal);
  const start = clock.now();
  const before = cloud.journal.calls.length;
  const { terminal } = await import('../screen/terminal.ts'); // late, so that --help is fast
  const drawn = other ?? (await terminal(stream, {}, ownerName(cloud)));
  const shown = step ? await walkthroughOn(stream, signal, { endpoint: cloud.endpoint, removes }) : drawn;
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
    goesOn: ({ title, usually = 0 }) => !cloud.local && (times.usual(title) ?? usually) >= SLOW,
    usual: times.usual,
    ...(allowed && { allowed: allowed() }),
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

function both(shown: Screen, lines: Screen | undefined): Screen {
  if (!lines) return shown;
  return {
    stage: (title) => shown.stage(title),
    planned: (title, part) => shown.planned(title, part),
    working: (title, what) => shown.working(title, what),
    ended(result) {
      shown.ended(result);
      lines.ended(result);
    },
    ...(shown.introduce && { introduce: shown.introduce.bind(shown) }),
    ...(shown.goesOn && { goesOn: shown.goesOn.bind(shown) }),
  };
}

/** Loaded only for --step, so that --help is fast. */
async function walkthroughOn(...given: Parameters<typeof import('../screen/walkthrough.ts')['walkthrough']>) {
  return (await import('../screen/walkthrough.ts')).walkthrough(...given);
}
