// Which tables `npm run docs` writes into which pages.

import type { Cloud } from '../aws/clients.ts';
import { LANGUAGES, type Language } from '../engine/text.ts';
import { alarmPrices, alarmTable, drillTable, runbook } from '../systems/line-counter/alarms/page-tables.ts';
import { withSection } from './markers.ts';
import { costsOf, costsTable, systemsTable } from './system-tables.ts';

export interface Page {
  /** From the repository's root. */
  readonly file: string;
  readonly language: Language;
  /** The tables, by the name in the page's markers. */
  readonly sections: Readonly<Record<string, (language: Language, cloud: Cloud) => string | Promise<string>>>;
}

const LINE_COUNTER = 'src/systems/line-counter';
const ENDINGS = { en: '.md', pt: '.pt-BR.md' } as const;

export const PAGES: readonly Page[] = LANGUAGES.flatMap((language) => {
  const page = (path: string, sections: Page['sections']) => ({
    file: `${path}${ENDINGS[language]}`,
    language,
    sections,
  });
  return [
    page('README', { systems: systemsTable, costs: costsTable }),
    page('src/systems/file-vault/README', { costs: costsOf('file-vault') }),
    page(`${LINE_COUNTER}/README`, { costs: costsOf('line-counter') }),
    page('src/systems/csv-lake/README', { costs: costsOf('csv-lake') }),
    page(`${LINE_COUNTER}/alarms/README`, { alarms: alarmTable, price: alarmPrices, drills: drillTable }),
    page(`${LINE_COUNTER}/alarms/runbook`, { runbook }),
  ];
});

/** The page with its tables as they are now. @throws Problem when the page has no place for one of them */
export async function renewed({ file, language, sections }: Page, page: string, cloud: Cloud): Promise<string> {
  let now = page;
  for (const [name, write] of Object.entries(sections))
    now = withSection(file, now, name, await write(language, cloud));
  return now;
}
