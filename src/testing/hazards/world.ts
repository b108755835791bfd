// A world with hazards in it: the local cloud behind a handler that sometimes answers as AWS does, a clock that jumps,
// and the two stories told in it.
// Notice: the code under test believes that this is AWS (`local` is false); nothing in it knows of the hazards.

import { inject, onTestFinished } from 'vitest';
import { provision } from '../../../provision/line-counter.ts';
import { teardown } from '../../../teardown/line-counter.ts';
import { type Cloud, type Owned, openCloud } from '../../aws/clients.ts';
import type { Listed } from '../../aws/listing.ts';
import type { Outcome, Result } from '../../engine/progress.ts';
import { SILENT } from '../../engine/progress.ts';
import { type Run, startRun } from '../../engine/run.ts';
import { lookAgain } from '../../operate/leftovers/receipt.ts';
import { ownership } from '../../settings/settings.ts';
import { names, STACK } from '../../systems/line-counter/names.ts';
import { type LineCounter, lineCounter } from '../../systems/line-counter/parts.ts';
import { type LineCounterSettings, lineCounterSettings } from '../../systems/line-counter/settings.ts';
import { randomAccount } from '../workshop.ts';
import { HazardousHandler } from './hazardous-handler.ts';
import { keptByAws } from './kept-by-aws.ts';
import { functionsAtOnce, noInterfaces } from './local-pace.ts';
import { madeOnce } from './once.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { Hazard } from './wire.ts';

/** What a hazard may use. */
export interface World {
  readonly clock: VirtualClock;
  /** The same account of the local cloud without any hazard, for what a hazard must know or do later. */
  readonly ground: Cloud;
}

/** How a story ended. */
export interface Ended {
  /** Of the parts that failed. */
  readonly errors: readonly Error[];
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** "CreateVpc", …: every request that left, attempts of the SDK included. */
  readonly calls: readonly string[];
  /** Seconds of virtual time. */
  readonly seconds: number;
  /** What the parts said while they waited. */
  readonly told: readonly string[];
  readonly results: readonly Result[];
}

export interface Told extends World {
  readonly cloud: Owned;
  readonly settings: LineCounterSettings;
  readonly part: LineCounter;
  readonly is: ReturnType<typeof names>;
  up(): Promise<Ended>;
  down(): Promise<Ended>;
  tell(story: (run: Run, part: LineCounter) => unknown): Promise<Ended>;
  /** The second look that `down` takes, hazards and all. */
  left(): Promise<readonly Listed[]>;
  /** For whoever opens many in one test; otherwise the end of the test closes it. */
  close(): void;
}

export const times = ({ calls }: Ended, operation: string): number => calls.filter((one) => one === operation).length;

/** Opens a world of its own account; closed when the test is over. The first hazard is the outermost. */
export async function openWorld(
  hazards: (world: World) => readonly Hazard[],
  env: Record<string, string> = {},
): Promise<Told> {
  const settings = lineCounterSettings(env);
  const { endpoint } = inject('cloud');
  const target = { region: settings.AWS_REGION, endpoint, account: randomAccount() };
  const clock = new VirtualClock();
  const ground = await openCloud(target);
  const opened = await openCloud({
    ...target,
    requestHandler: new HazardousHandler([
      ...hazards({ clock, ground }),
      madeOnce({ ground }),
      keptByAws(),
      noInterfaces,
      functionsAtOnce,
    ]) as never,
  });
  const cloud: Owned = { ...opened, local: false, tags: ownership(settings, STACK) };
  holdTheClock(cloud, clock);
  const part = lineCounter(cloud, settings);
  const close = closing(ground, cloud);

  const tell = async (story: (run: Run, part: LineCounter) => unknown): Promise<Ended> => {
    const told: string[] = [];
    const [start, before] = [clock.now(), cloud.journal.calls.length];
    const working = (title: string, what: string) => void told.push(`${title}: ${what}`);
    const screen = { ...SILENT, working };
    const run = startRun({ clock, screen, journal: cloud.journal });
    story(run.run, part);
    const failure = await run.finished().then(
      () => undefined,
      (error: AggregateError) => error,
    );
    return {
      errors: failure?.errors ?? [],
      outcomes: Object.fromEntries(run.results.map(({ title, outcome }) => [title, outcome])),
      calls: cloud.journal.calls.slice(before).map(({ operation }) => operation),
      seconds: clock.now() - start,
      told,
      results: run.results,
    };
  };
  const is = names(cloud, settings);
  return {
    ...{ clock, ground, cloud, settings, part, is },
    tell,
    up: () => tell(provision),
    down: () => tell(teardown),
    left: () => lookAgain(cloud, part, { ...clock, tell() {} }),
    close,
  };
}

/** A world without alarms: half the calls, for hazards that have nothing to do with them. */
export const openQuietWorld: typeof openWorld = (hazards, env) => openWorld(hazards, { ALARMS: 'off', ...env });

/** What is closed is let go at once: a thousand worlds do not fit into memory. */
function closing(...open: Cloud[]): () => void {
  const close = () => {
    for (const one of open.splice(0)) one.close();
  };
  onTestFinished(close);
  return close;
}

/** What all clients have in common here. */
type Stacked = { middlewareStack: { add(middleware: unknown, options: object): void } };

/** Time stands still while a command is under way, the SDK's own pauses between two attempts included. */
function holdTheClock(cloud: Cloud, clock: VirtualClock): void {
  const hold = (next: (args: unknown) => Promise<unknown>) => (args: unknown) => clock.during(() => next(args));
  for (const client of Object.values(cloud))
    if (typeof client === 'object' && 'middlewareStack' in client)
      (client as Stacked).middlewareStack.add(hold, { step: 'initialize', name: 'holdTheClock' });
}
