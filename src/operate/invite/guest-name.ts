// The name of the person who is invited: the page and the log show it.

import { UsageProblem } from '../../engine/problems.ts';

const LONGEST = 80;

/** @param words of the command line @throws UsageProblem for no name, or one that a line of a log cannot show */
export function guestName(words: readonly string[]): string {
  const name = words.join(' ').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const next = 'Give a name, such as npm run invite -- "Ana Souza"';
  if (!name) throw new UsageProblem('Nobody was named.', { next });
  if ([...name].length > LONGEST) throw new UsageProblem(`The name is longer than ${LONGEST} letters.`, { next });
  if (/[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u.test(name))
    throw new UsageProblem('The name has signs that nobody sees.', { next });
  return name;
}
