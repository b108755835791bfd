// npm run systems: every system of the project, what it is, what it costs at rest, what it can do, whether it is up.

import type { Owned } from '../src/aws/clients.ts';
import { command } from '../src/cli/command.ts';
import { restingPrice } from '../src/engine/price.ts';
import { SILENT } from '../src/engine/progress.ts';
import { startRun } from '../src/engine/run.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import { wallClock } from '../src/engine/wait.ts';
import { spoken } from '../src/screen/language.ts';
import { costOf } from '../src/screen/price.ts';
import { ownership } from '../src/settings/settings.ts';
import { type Ability, NAMED } from '../src/systems/abilities.ts';
import type { Story } from '../src/systems/story.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../src/systems.ts';

const USAGE = `Usage: npm run systems -- [flags]
Shows every system: what it is, its price at rest, its abilities, and whether it is up. Writes nothing.`;

await command({ usage: USAGE, flags: {} }, async ({ cloud: opened, env, settings, signal, say, print }) => {
  for (const name of SYSTEM_NAMES) {
    const system = await SYSTEMS[name]();
    const { abilities, story } = system.configured(env);
    const cloud = { ...opened, tags: ownership(settings, name) };
    const { parts, up } = await story(cloud);
    const { perHour } = restingPrice(stepsOf(parts));
    const able = Object.keys(abilities) as Ability[];
    const state = await isUp(cloud, signal, up);
    print({ system: name, about: spoken(system.about), perHour, abilities: able, up: state });
    say(`${name}\n  ${spoken(system.about)}`);
    say(`  at rest    ${spoken(costOf({ perHour }))}`);
    say(`  abilities  ${able.map((ability) => spoken(NAMED[ability])).join(', ')}`);
    say(`  up         ${state}`);
  }
});

/** Do all parts exist, or some, or none? A part that drifted exists too. */
async function isUp({ journal }: Owned, signal: AbortSignal, up: Story['up']): Promise<'yes' | 'no' | 'partly'> {
  const run = startRun({ clock: wallClock(signal), screen: SILENT, journal, signal, plan: true });
  up(run.run);
  await run.finished();
  const outcomes = new Set(run.results.map(({ outcome }) => outcome));
  if (!outcomes.has('would-create')) return 'yes';
  return outcomes.has('unchanged') || outcomes.has('would-repair') ? 'partly' : 'no';
}
