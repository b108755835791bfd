// A system in a cloud with hazards: the local cloud behind a handler that sometimes answers as AWS does, and a clock
// that jumps. The tested code takes it for AWS (`local` is false) and knows nothing of the hazards.

import { inject, onTestFinished } from 'vitest';
import { type Cloud, type Owned, openCloud } from '../../aws/clients.ts';
import type { Listed } from '../../aws/listing.ts';
import { type Outcome, type Result, SILENT } from '../../engine/progress.ts';
import { type Run, startRun } from '../../engine/run.ts';
import { inEnglish, type Wording } from '../../engine/text.ts';
import { lookAgain } from '../../operate/leftovers/receipt.ts';
import { ownership, type Settings, stackName } from '../../settings/settings.ts';
import type { Story } from '../../systems/story.ts';
import type { System } from '../../systems/system.ts';
import { randomAccount } from '../test-cloud.ts';
import type { HazardContext, Hazards } from './context.ts';
import { HazardousHandler } from './hazardous-handler.ts';
import { keptByAws } from './kept-by-aws.ts';
import { functionsAtOnce, imaginedDatabase, noInterfaces } from './local-pace.ts';
import { madeOnce } from './once.ts';
import { VirtualClock } from './virtual-clock.ts';

/** How a story ended. */
export interface Ended {
  /** Errors of the parts that failed. */
  readonly errors: readonly Error[];
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** "CreateVpc", …: every request that was sent, with the retries of the SDK. */
  readonly calls: readonly string[];
  /** Seconds of virtual time. */
  readonly seconds: number;
  /** What the parts reported while they waited. */
  readonly told: readonly string[];
  readonly results: readonly Result[];
}

export interface HazardousSystem extends HazardContext {
  readonly cloud: Owned;
  readonly settings: Settings;
  /** "ada-dev-shop" */
  readonly name: string;
  readonly story: Story;
  up(): Promise<Ended>;
  down(): Promise<Ended>;
  tell(story: (run: Run) => unknown): Promise<Ended>;
  /** The final listing of `down`, with hazards. */
  left(): Promise<readonly Listed[]>;
  /** For a test that opens many. Otherwise it is closed at the end of the test. */
  close(): void;
}

export const times = ({ calls }: Ended, operation: string): number => calls.filter((one) => one === operation).length;

/** Opens it in its own account. It is closed at the end of the test. The first hazard is the outermost. */
export async function openWithHazards(
  system: System,
  hazards: Hazards,
  env: Record<string, string> = {},
): Promise<HazardousSystem> {
  const configured = system.configured(env);
  const { settings } = configured;
  const { endpoint } = inject('cloud');
  const target = { region: settings.AWS_REGION, endpoint, account: randomAccount() };
  const tags = ownership(settings, system.name);
  const clock = new VirtualClock();
  const ground: Owned = { ...(await openCloud(target)), tags };
  const opened = await openCloud({
    ...target,
    requestHandler: new HazardousHandler([
      ...hazards({ clock, ground }),
      madeOnce({ ground }),
      keptByAws(),
      noInterfaces,
      functionsAtOnce,
      imaginedDatabase,
    ]) as never,
  });
  const cloud: Owned = { ...opened, local: false, tags };
  holdTheClock(cloud, clock);
  const story = await configured.story(cloud);
  const name = stackName(settings, system.name);

  const tell = async (story: (run: Run) => unknown): Promise<Ended> => {
    const told: string[] = [];
    const [start, before] = [clock.now(), cloud.journal.calls.length];
    const working = (title: string, what: Wording) => void told.push(`${title}: ${inEnglish(what)}`);
    const { run, results, finished } = startRun({ clock, screen: { ...SILENT, working }, journal: cloud.journal });
    story(run);
    const failure = await finished().then(
      () => undefined,
      (error: AggregateError) => error,
    );
    return {
      errors: failure?.errors ?? [],
      outcomes: Object.fromEntries(results.map(({ title, outcome }) => [title, outcome])),
      calls: cloud.journal.calls.slice(before).map(({ operation }) => operation),
      seconds: clock.now() - start,
      told,
      results,
    };
  };
  return {
    ...{ clock, ground, cloud, settings, name, story, tell },
    up: () => tell(story.up),
    down: () => tell(story.down),
    left: () => lookAgain(cloud, story.parts, { ...clock, tell() {} }),
    close: closing(ground, cloud),
  };
}

/** Frees what is closed at once, because a thousand open clouds do not fit into memory. */
function closing(...open: Cloud[]): () => void {
  const close = () => {
    for (const one of open.splice(0)) one.close();
  };
  onTestFinished(close);
  return close;
}

/** What all clients share here. */
type Stacked = { middlewareStack: { add(middleware: unknown, options: object): void } };

/** Stops the clock while a command runs, with the SDK's own pauses between two attempts. */
function holdTheClock(cloud: Cloud, clock: VirtualClock): void {
  const hold = (next: (args: unknown) => Promise<unknown>) => (args: unknown) => clock.during(() => next(args));
  for (const client of Object.values(cloud))
    if (typeof client === 'object' && 'middlewareStack' in client)
      (client as Stacked).middlewareStack.add(hold, { step: 'initialize', name: 'holdTheClock' });
}
