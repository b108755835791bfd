// What a person may answer before a part of a walkthrough. Anything else is asked again.

import pc from 'picocolors';
import type { Text } from '../engine/text.ts';
import { type Asking, ask } from './ask.ts';
import { spoken } from './language.ts';

/** Go on, without more questions in this stage, without more questions at all, read the last part again, stop. */
export type Answer = 'next' | 'stage' | 'all' | 'again' | 'quit';

const ANSWERS: Readonly<Record<string, Answer>> = { '': 'next', s: 'stage', a: 'all', b: 'again', q: 'quit' };

const QUESTION: Text = {
  en: 'Enter to go on (s rest of the stage, a all, b read again, q quit)',
  pt: 'Enter para continuar (s resto da etapa, a tudo, b ler de novo, q sair)',
};
const NOT_KNOWN: Text = {
  en: '  Press Enter, or type s, a, b or q, and Enter.',
  pt: '  Aperte Enter, ou digite s, a, b ou q, e Enter.',
};

/** @throws Interrupted at Ctrl-C and Ctrl-D */
export async function askForAnswer(asking: Asking): Promise<Answer> {
  while (true) {
    const typed = await ask(pc.dim(`  ${spoken(QUESTION)} `), asking);
    const answer = ANSWERS[typed.trim().toLowerCase()];
    if (answer) return answer;
    asking.output.write(`${spoken(NOT_KNOWN)}\n`);
  }
}
