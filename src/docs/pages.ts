// Which tables `npm run docs` writes into which pages.

import { LANGUAGES, type Language } from '../engine/text.ts';
import { alarmPrices, alarmTable, drillTable, runbook } from './alarm-tables.ts';
import { withSection } from './markers.ts';

export interface Page {
  /** From the repository's root. */
  readonly file: string;
  readonly language: Language;
  /** By the name in the page's markers. */
  readonly sections: Readonly<Record<string, (language: Language) => string>>;
}

const ALARMS = 'src/systems/line-counter/alarms';
const ENDINGS = { en: '.md', pt: '.pt-BR.md' } as const;

export const PAGES: readonly Page[] = LANGUAGES.flatMap((language) => [
  {
    ...{ file: `${ALARMS}/README${ENDINGS[language]}`, language },
    sections: { alarms: alarmTable, price: alarmPrices, drills: drillTable },
  },
  { file: `${ALARMS}/runbook${ENDINGS[language]}`, language, sections: { runbook } },
]);

/** The page with its tables as they are today. @throws Problem when the page has no place for one of them */
export function renewed({ file, language, sections }: Page, page: string): string {
  return Object.entries(sections).reduce((now, [name, write]) => withSection(file, now, name, write(language)), page);
}
