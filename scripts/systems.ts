// npm run systems: every system of the project, what it is, what it costs at rest, what it can do, whether it is up.

import pc from 'picocolors';
import type { Owned } from '../src/aws/clients.ts';
import { command } from '../src/cli/command.ts';
import { restingPrice } from '../src/engine/price.ts';
import { SILENT } from '../src/engine/progress.ts';
import { startRun } from '../src/engine/run.ts';
import { stepsOf } from '../src/engine/steps-of.ts';
import type { Text } from '../src/engine/text.ts';
import { wallClock } from '../src/engine/wait.ts';
import { spoken } from '../src/screen/language.ts';
import { restingCost } from '../src/screen/price.ts';
import { ownership } from '../src/settings/settings.ts';
import { type Ability, NAMED, shownAbilities } from '../src/systems/abilities.ts';
import type { Story } from '../src/systems/story.ts';
import { SYSTEM_NAMES, SYSTEMS } from '../src/systems.ts';

const USAGE = {
  en: `Usage: npm run systems -- [flags]
Shows every system: what it is, its price at rest, what it can do, and whether it is up. Writes nothing.`,
  pt: `Uso: npm run systems -- [opções]
Mostra cada sistema: o que é, o preço em repouso, o que sabe fazer, e se está no ar. Não grava nada.`,
};

const UP: Readonly<Record<'yes' | 'no' | 'partly', Text>> = {
  yes: { en: 'up', pt: 'no ar' },
  no: { en: 'not up', pt: 'fora do ar' },
  partly: { en: 'partly up', pt: 'no ar em parte' },
};
const AT_REST: Text = { en: 'at rest', pt: 'em repouso' };
const HAS: Text = { en: 'has', pt: 'tem' };
const LOGS: Text = { en: 'logs', pt: 'logs' };

await command({ usage: USAGE, flags: {}, all: true }, async ({ cloud: opened, env, settings, signal, say, print }) => {
  for (const name of SYSTEM_NAMES) {
    const system = await SYSTEMS[name]();
    const { abilities, story } = system.configured(env);
    const cloud = { ...opened, tags: ownership(settings, name) };
    const { parts, up } = await story(cloud);
    const able = shownAbilities(abilities, stepsOf(parts));
    const state = await isUp(cloud, signal, up);
    const { perHour } = restingPrice(stepsOf(parts));
    print({ system: name, about: system.about.en, perHour, abilities: able, up: state });
    say(`${pc.bold(name)}: ${spoken(UP[state])}`);
    say(`  ${spoken(system.about)}`);
    say(`  ${spoken(AT_REST)}: ${perHour ? spoken(restingCost(parts)) : '$0'}`);
    say(`  ${spoken(HAS)}: ${able.map((ability) => spoken(NAMED[ability as Ability] ?? LOGS)).join(', ')}`);
  }
});

/** Do all parts exist, or some, or none? A part that drifted exists too. */
async function isUp({ journal }: Owned, signal: AbortSignal, up: Story['up']): Promise<keyof typeof UP> {
  const run = startRun({ clock: wallClock(signal), screen: SILENT, journal, signal, plan: true });
  up(run.run);
  await run.finished();
  const outcomes = new Set(run.results.map(({ outcome }) => outcome));
  if (!outcomes.has('would-create')) return 'yes';
  return outcomes.has('unchanged') || outcomes.has('would-repair') ? 'partly' : 'no';
}
