// What the section "Monitoring strategy" says around its tables, by language.

import type { Language } from '../patterns/alarms/row.ts';
import type { Around } from './words/around.ts';
import { en } from './words/en.ts';
import { pt, UNITS } from './words/pt.ts';

export const words: Readonly<Record<Language, Around>> = { en, pt };

/** @throws Error for a unit of the table that has no Portuguese word yet */
export function unitIn(language: Language, unit: string): string {
  const said = language === 'en' ? unit : UNITS[unit];
  if (said === undefined) throw new Error(`The unit "${unit}" has no Portuguese word: write one into UNITS.`);
  return said;
}
