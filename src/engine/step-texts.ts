// What a step says while it works, and the two sentences of its own errors.

import { describeDifference } from './difference-words.ts';
import type { Drift } from './drift.ts';
import { Problem } from './problems.ts';
import { type Language, type Text, translated } from './text.ts';
import { duration } from './wait.ts';

/** Seconds after which a missing thing will not appear any more (EC2 API, eventual consistency: minutes at most). */
export const VANISHED = 120;

export const CREATING: Text = { en: 'creating', pt: 'criando' };
export const SETTLING: Text = { en: 'settling', pt: 'ajustando' };
const GOING: Text = { en: 'going', pt: 'saindo' };

/** "creating, 3 min 10 s of about 6 min: (service x) has started 1 tasks" @param says AWS's own words */
export const progressText = (doing: Text, waited: number, usually: number | undefined, says?: string): Text =>
  translated((language) => {
    const of = { en: 'of about', pt: 'de cerca de' }[language];
    const most = usually ? ` ${of} ${duration(usually, language)}` : '';
    return `${doing[language]}, ${duration(waited, language)}${most}${says ? `: ${says}` : ''}`;
  });

/** The error of a wait that ended, with what AWS said last. */
export const gaveUp = (cause: Problem, says: string): Problem =>
  new Problem(
    { en: `${cause.text.en} AWS says: ${says}`, pt: `${cause.text.pt} A AWS diz: ${says}` },
    { cause, next: cause.next },
  );

export const goingText = (waited: number): Text =>
  translated((language) => `${GOING[language]}, ${duration(waited, language)}`);

export const goneText = (title: string): Text => ({
  en: `waiting for ${title} to be gone`,
  pt: `à espera de que ${title} desapareça`,
});

export const vanished = (title: string) =>
  new Problem(
    {
      en: `${title} was made, and is not there ${duration(VANISHED)} later: something deletes it.`,
      pt: `${title} foi criado e não existe ${duration(VANISHED)} depois: alguma coisa o apaga.`,
    },
    {
      next: {
        en: 'See whether somebody takes the system down at the same time; then run the same command again.',
        pt: 'Veja se alguém está removendo o sistema ao mesmo tempo; depois rode o mesmo comando de novo.',
      },
    },
  );

export function notTaken(title: string, patience: number, left: Drift, cause: unknown): Problem {
  const fields = (language: Language) => left.map((one) => describeDifference(one, language)).join(', ');
  return new Problem(
    {
      en: `${title} did not take its settings within ${duration(patience)}: ${fields('en')}.`,
      pt: `${title} não ficou com a configuração certa em ${duration(patience)}: ${fields('pt')}.`,
    },
    { cause },
  );
}
