// What a system is for the commands. Its folder describes it (`Definition`); src/systems.ts joins that with its two
// stories.

import type { Owned } from '../aws/clients.ts';
import type { Policy } from '../aws/policy.ts';
import type { Result } from '../engine/progress.ts';
import type { Right } from '../engine/rights.ts';
import type { Run } from '../engine/run.ts';
import { stepsOf } from '../engine/steps-of.ts';
import type { Text } from '../engine/text.ts';
import type { Environment, Settings, SettingsOf, Shape } from '../settings/settings.ts';
import type { Abilities } from './abilities.ts';
import type { Outputs, Story } from './story.ts';

/** What a system says about itself. It loads fast: code that needs the SDK is loaded when it is used. */
export interface Definition<Own extends Shape, Parts extends object> {
  /** One sentence. */
  readonly about: Text;
  /** Settings that it adds to the shared ones. */
  readonly settings: Own;
  /** Names and settings of all its parts. Makes no call. */
  parts(cloud: Owned, settings: SettingsOf<Own>): Promise<Parts>;
  /** The most that any of its roles may ever do, the same in every account. @param stack "ada-dev-shop" */
  boundary?(stack: string): Promise<Policy>;
  /** Only what it has. */
  abilities(settings: SettingsOf<Own>): Abilities;
  /** Rights that its commands need besides those for its parts. The policy is made of both. */
  rights?(cloud: Owned, settings: SettingsOf<Own>): Promise<readonly Right[]>;
  /** Called when parts and stories exist, before one of them runs: for what is made of the story itself. */
  joined?(parts: Parts, story: Pick<Story, 'parts' | 'up'>, cloud: Owned): Promise<void>;
  /** Called after `down` on a local cloud: removes what AWS removes by itself. */
  afterDown?(cloud: Owned, settings: SettingsOf<Own>): Promise<void>;
}

/** `provision/NAME.ts` */
export interface Provision<Own extends Shape, Parts extends object, Live> {
  provision(run: Run, parts: Parts): Live;
  /** What `up` prints at its end. It needs live parts, so it is called only when all of them exist. */
  outputs(live: Live, settings: SettingsOf<Own>): Promise<Outputs>;
  /** What this run changed for users of the system, also when the run failed. */
  news?(results: readonly Result[], parts: Parts, cloud: Owned): Outputs;
}

/** `teardown/NAME.ts` */
export interface Teardown<Parts extends object> {
  teardown(run: Run, parts: Parts): unknown;
}

/** A system whose settings have been read. */
export interface Configured {
  readonly settings: Settings;
  readonly abilities: Abilities;
  story(cloud: Owned): Promise<Story>;
  rights(cloud: Owned): Promise<readonly Right[]>;
  afterDown(cloud: Owned): Promise<void>;
}

export interface System {
  readonly name: string;
  readonly about: Text;
  /** Names of the settings that it adds. */
  readonly settings: readonly string[];
  /** `undefined` for a system without a permissions boundary. */
  readonly boundary: ((stack: string) => Promise<Policy>) | undefined;
  /** @throws UsageProblem that names every wrong setting */
  configured(env: Environment): Configured;
}

const NO_NEWS: Outputs = { fields: {}, says: [] };

/** Joins the three places of a system. The types of its parts and settings are the same in all three. */
export async function joined<Own extends Shape, Parts extends object, Live>(
  name: string,
  defined: Promise<{ readonly system: Definition<Own, Parts> }>,
  provision: () => Promise<Provision<Own, Parts, Live>>,
  teardown: () => Promise<Teardown<Parts>>,
): Promise<System> {
  const [{ system }, { readSettings }] = await Promise.all([defined, import('../settings/settings.ts')]);
  return {
    name,
    about: system.about,
    settings: Object.keys(system.settings),
    boundary: system.boundary,
    configured(env) {
      const settings = readSettings(env, system.settings);
      return {
        settings,
        abilities: system.abilities(settings),
        rights: async (cloud) => (await system.rights?.(cloud, settings)) ?? [],
        afterDown: async (cloud) => system.afterDown?.(cloud, settings),
        async story(cloud) {
          const [parts, forth, back] = await Promise.all([system.parts(cloud, settings), provision(), teardown()]);
          const { billedIn, timeLimitParts } = await import('../patterns/time-limit.ts');
          const { takeLimitDown, underLimit } = await import('./limited-story.ts');
          const billed = billedIn(stepsOf(parts));
          const timeLimit = billed.length ? timeLimitParts(cloud, settings, billed) : undefined;
          const { boundary } = parts as { boundary?: object };
          const story: Story = {
            parts: timeLimit ? { ...parts, timeLimit } : parts,
            timeLimit,
            up(run, limit) {
              const limited = timeLimit && underLimit(run, timeLimit, limit, boundary);
              const live = forth.provision(limited?.run ?? run, parts);
              limited?.finish();
              return {
                outputs: () => forth.outputs(live, settings),
                news: (results) => forth.news?.(results, parts, cloud) ?? NO_NEWS,
              };
            },
            down(run, limited) {
              if (timeLimit) takeLimitDown(run, timeLimit, limited);
              return back.teardown(run, parts);
            },
          };
          await system.joined?.(parts, story, cloud);
          return story;
        },
      };
    },
  };
}
