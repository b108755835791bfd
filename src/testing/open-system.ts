// A system in its own account, for a test: its steps, its two stories, and what is left of it.

import type { Listed } from '../aws/listing.ts';
import type { AnyStep } from '../engine/lifecycle.ts';
import { stepsOf } from '../engine/steps-of.ts';
import { findLeftovers } from '../operate/leftovers/find.ts';
import type { Story } from '../systems/story.ts';
import type { System } from '../systems/system.ts';
import { type RunOptions, type RunResult, runStory } from './run-story.ts';
import { type TestCloud, testCloudOf } from './test-cloud.ts';

export interface OpenSystem extends TestCloud {
  readonly parts: object;
  readonly story: Story;
  /** All its steps, also those that these settings do not use. */
  readonly steps: readonly AnyStep[];
  up(options?: RunOptions): Promise<RunResult>;
  down(options?: RunOptions): Promise<RunResult>;
  /** The final listing of `down`. */
  left(): Promise<readonly Listed[]>;
}

/** @param env settings that differ from the defaults */
export async function openSystem(
  system: System,
  env: Record<string, string> = {},
  account?: string,
): Promise<OpenSystem> {
  const configured = system.configured(env);
  const testCloud = await testCloudOf(configured.settings, system.name, account);
  const { cloud } = testCloud;
  const story = await configured.story(cloud);
  const { parts, up, down } = story;
  return {
    ...testCloud,
    parts,
    story,
    steps: stepsOf(parts),
    up: (options) => runStory(testCloud, (run) => up(run), options),
    down: (options) => runStory(testCloud, (run) => down(run), options),
    left: () => findLeftovers(cloud, parts),
  };
}
