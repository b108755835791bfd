// An AWS account for one test file, in the local cloud of this test run. It knows no system. The account is twelve
// random digits, and bucket names contain it, so test files may run at the same time.

import { randomInt } from 'node:crypto';
import { inject } from 'vitest';
import { type Owned, openCloud } from '../aws/clients.ts';
import { localDatabases } from '../aws/local-databases.ts';
import type { Step } from '../engine/lifecycle.ts';
import { inEnglish } from '../engine/text.ts';
import { type Context, wallClock } from '../engine/wait.ts';
import { ownership, readSettings, type Settings, stackName } from '../settings/settings.ts';

export const randomAccount = (): string => String(randomInt(100_000_000_000, 999_999_999_999));

export interface TestCloud {
  readonly cloud: Owned;
  readonly settings: Settings;
  /** The beginning of all names: "ada-dev-test". */
  readonly name: string;
  readonly ctx: Context;
  /** What the steps reported while they worked. */
  readonly told: string[];
  /** Makes a thing that the tested one needs. */
  make<Live>(step: Step<object, Live>): Promise<Live>;
  make<Needs extends object, Live>(step: Step<Needs, Live>, needs: Needs): Promise<Live>;
  /** Does the work and counts the calls that changed something. */
  writesDuring(work: () => Promise<unknown>): Promise<number>;
}

/** @param env settings that differ from the defaults */
export const openTestCloud = (env: Record<string, string> = {}, account?: string): Promise<TestCloud> =>
  testCloudOf(readSettings(env), 'test', account);

/** @param stack the system in the tags and names */
export async function testCloudOf(settings: Settings, stack: string, account = randomAccount()): Promise<TestCloud> {
  const { endpoint, home } = inject('cloud');
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint, account, adapt: localDatabases({ home }) });
  const told: string[] = [];
  const ctx: Context = { ...wallClock(), tell: (what) => void told.push(inEnglish(what)) };
  return {
    cloud: { ...opened, tags: ownership(settings, stack) },
    settings,
    name: stackName(settings, stack),
    ctx,
    told,
    make: async <Needs extends object, Live>(step: Step<Needs, Live>, needs?: Needs) =>
      (await step.ensure((needs ?? {}) as Needs, ctx)).live,
    async writesDuring(work) {
      const before = opened.journal.writes;
      await work();
      return opened.journal.writes - before;
    },
  };
}
