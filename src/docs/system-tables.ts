// Tables about systems, in Markdown, made from what each system says about itself and from the prices of its parts.

import type { Cloud } from '../aws/clients.ts';
import { priceTable, restingPrice } from '../engine/price.ts';
import { stepsOf } from '../engine/steps-of.ts';
import type { Language } from '../engine/text.ts';
import { table } from '../screen/markdown.ts';
import { ownership } from '../settings/settings.ts';
import { SYSTEM_NAMES, SYSTEMS, type SystemName } from '../systems.ts';

const WORDS = {
  en: {
    systems: ['system', 'what it does', 'at rest, an hour'],
    costs: ['system', 'what costs money at rest', 'an hour', 'forgotten for 30 days'],
    parts: ['part', 'how many', 'at rest, an hour', 'forgotten for 30 days'],
    together: 'together',
  },
  pt: {
    systems: ['sistema', 'o que faz', 'parado, por hora'],
    costs: ['sistema', 'o que custa dinheiro parado', 'por hora', 'esquecido por 30 dias'],
    parts: ['parte', 'quantas', 'parada, por hora', 'esquecida por 30 dias'],
    together: 'juntas',
  },
} as const;
const README = { en: 'README.md', pt: 'README.pt-BR.md' } as const;

export async function systemsTable(language: Language, cloud: Cloud): Promise<string> {
  const rows = SYSTEM_NAMES.map(async (name) => {
    const { about, total } = await known(name, cloud);
    return [`[${name}](src/systems/${name}/${README[language]})`, about[language], hourly(total.perHour)];
  });
  return table(WORDS[language].systems, await Promise.all(rows));
}

export async function costsTable(language: Language, cloud: Cloud): Promise<string> {
  const rows = SYSTEM_NAMES.map(async (name) => {
    const { kinds, total } = await known(name, cloud);
    const what = kinds.map(({ kind, count }) => `${kind} (${count})`).join(', ');
    return [name, what, hourly(total.perHour), monthly(total.thirtyDays)];
  });
  return table(WORDS[language].costs, await Promise.all(rows));
}

/** What the parts of one system cost at rest. */
export const costsOf = (name: SystemName) => async (language: Language, cloud: Cloud) => {
  const { kinds, total } = await known(name, cloud);
  const rows = kinds.map((row) => [row.kind, String(row.count), hourly(row.perHour, 4), monthly(row.thirtyDays)]);
  const together = [WORDS[language].together, '', hourly(total.perHour), monthly(total.thirtyDays)];
  return table(WORDS[language].parts, [...rows, together.map((cell) => cell && `**${cell}**`)]);
};

/** With the default settings. The parts are only listed: the cloud gets no call. */
async function known(name: SystemName, cloud: Cloud) {
  const system = await SYSTEMS[name]();
  const { settings, story } = system.configured({});
  const { parts } = await story({ ...cloud, tags: ownership(settings, name) });
  const steps = stepsOf(parts);
  return { about: system.about, kinds: priceTable(steps), total: restingPrice(steps) };
}

const hourly = (dollars: number, digits = 3): string => `$${dollars.toFixed(digits)}`;
const monthly = (dollars: number): string => `$${dollars.toFixed(2)}`;
