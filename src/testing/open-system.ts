// A system in an account of its own, for a test: its parts, its two stories, and what is left of it.

import type { Owned } from '../aws/clients.ts';
import type { Run } from '../engine/run.ts';
import { findLeftovers, type Leftover } from '../operate/leftovers/find.ts';
import type { Settings } from '../settings/settings.ts';
import { type RunOptions, type RunResult, runStory } from './run-story.ts';
import { openTestCloud, type TestCloud } from './test-cloud.ts';

/** What a test needs to know of a system. */
export interface TestedSystem<Parts> {
  /** "line-counter" */
  readonly name: string;
  parts(cloud: Owned, settings: Settings): Parts;
  provision(run: Run, parts: Parts): unknown;
  teardown(run: Run, parts: Parts): unknown;
}

export interface OpenSystem<Parts> extends TestCloud {
  readonly part: Parts;
  up(options?: RunOptions): Promise<RunResult>;
  down(options?: RunOptions): Promise<RunResult>;
  /** The second look that `down` takes: it asks AWS by listing. */
  left(): Promise<readonly Leftover[]>;
}

/** @param env settings that differ from the defaults */
export async function openSystem<Parts>(
  { name, parts, provision, teardown }: TestedSystem<Parts>,
  env: Record<string, string> = {},
  account?: string,
): Promise<OpenSystem<Parts>> {
  const testCloud = await openTestCloud(env, account, name);
  const part = parts(testCloud.cloud, testCloud.settings);
  return {
    ...testCloud,
    part,
    up: (options) => runStory(testCloud, (run) => provision(run, part), options),
    down: (options) => runStory(testCloud, (run) => teardown(run, part), options),
    left: () => findLeftovers(testCloud.cloud, testCloud.name),
  };
}
