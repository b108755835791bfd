// The name of the person who is invited: the page and the log show it.

import { UsageProblem } from '../../engine/problems.ts';
import { hasUnseen } from '../../runtime/unseen.ts';

const LONGEST = 80;

/** @param words of the command line @throws UsageProblem for no name, or one that a line of a log cannot show */
export function guestName(words: readonly string[]): string {
  const name = words.join(' ').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const next = {
    en: 'Give a name, such as npm run invite -- "Ana Souza"',
    pt: 'Dê um nome, como npm run invite -- "Ana Souza"',
  };
  if (!name) throw new UsageProblem({ en: 'Nobody was named.', pt: 'Ninguém foi citado.' }, { next });
  if ([...name].length > LONGEST)
    throw new UsageProblem(
      { en: `The name is longer than ${LONGEST} letters.`, pt: `O nome tem mais de ${LONGEST} letras.` },
      { next },
    );
  if (hasUnseen(name))
    throw new UsageProblem(
      { en: 'The name has signs that nobody sees.', pt: 'O nome tem sinais que ninguém vê.' },
      { next },
    );
  return name;
}
