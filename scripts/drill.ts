// npm run drill -- NAME|all: breaks one thing, shows signal, alarm and mail with their times, repairs it, and shows the
// alarm's end. It has its own system, in stage "drill", created before and removed after. Your system is not touched.

import { claim } from '../src/cli/at-work.ts';
import { command } from '../src/cli/command.ts';
import { confirm } from '../src/cli/confirm.ts';
import { inBoth } from '../src/engine/text.ts';
import { duration } from '../src/engine/wait.ts';
import { restingCost } from '../src/screen/price.ts';
import { DRILL_STAGE } from '../src/systems/abilities.ts';
import { SYSTEMS } from '../src/systems.ts';

const USAGE = {
  en: `Usage: npm run drill -- NAME…|all [flags]
Breaks one thing in a system of its own, shows alarm and mail, and repairs it. Builds the system in stage "${DRILL_STAGE}", breaks
it, waits for alarm and mail, repairs it with what npm run up does, waits until the alarm has gone back, and removes it all.`,
  pt: `Uso: npm run drill -- NOME…|all [opções]
Quebra uma coisa num sistema próprio, mostra o alarme e o e-mail, e corrige. Constrói o sistema no stage "${DRILL_STAGE}", quebra,
espera o alarme e o e-mail, corrige com o que npm run up faz, espera o alarme voltar ao normal, e remove tudo.`,
};

// These override the settings, because everything shown and asked is about the drill's stage, and a drill needs alarms.
Object.assign(process.env, { STAGE: DRILL_STAGE, ALARMS: 'on' });

const line = {
  usage: async (name: keyof typeof SYSTEMS) => {
    const drills = await (await SYSTEMS[name]()).configured({}).abilities.drills?.();
    const names = inBoth(drills?.usage ?? { en: '  (none)', pt: '  (nenhum)' });
    return {
      en: `${USAGE.en} The drills of ${name}, and the alarms that each makes ring:\n${names.en}`,
      pt: `${USAGE.pt} Os simulados de ${name}, e os alarmes que cada um faz tocar:\n${names.pt}`,
    };
  },
  flags: {},
  words: true,
  needs: 'drills',
  prepare: (
    { aws = false }: { readonly aws?: boolean },
    words: readonly string[],
    drills: { chosen(words: readonly string[], aws: boolean): readonly string[] },
  ) => drills.chosen(words, aws),
} as const;

await command(line, async (session, chosen) => {
  const { cloud, env, flags, signal, system, ability: drills } = session;
  await claim(cloud, 'drill');
  const { parts } = await system.configured({ ...env, ...drills.settings }).story(cloud);
  const { refuseSecondRegion } = await import('../src/operate/doctor/one-region.ts');
  await refuseSecondRegion(cloud, parts);
  const time = duration(drills.minutes(chosen) * 60);
  const price = restingCost(parts);
  const what = {
    en: `build ${system.name} in stage ${DRILL_STAGE}, break it ${chosen.length} times and remove it (${price.en}, started hours count whole, and cents for calls; about ${time})`,
    pt: `construir ${system.name} no stage ${DRILL_STAGE}, quebrá-lo ${chosen.length} vezes e removê-lo (${price.pt}, cada hora começada conta inteira, e centavos por chamadas; cerca de ${time})`,
  };
  await confirm(cloud, what, { yes: flags.yes, signal });
  await drills.play(session, chosen, (env, site) => system.configured(env).story(site));
});
