// One question before anything is created, changed or deleted in an AWS account.

import type { Owned } from '../aws/clients.ts';
import { Problem, UsageProblem } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';
import { ask } from '../screen/ask.ts';
import { spoken } from '../screen/language.ts';

/**
 * Asks once; not on the local cloud, and not with --yes.
 * @param what { en: "create or repair shop (about $0.04 an hour)", … }
 */
export async function confirm(
  cloud: Owned,
  what: Text,
  { yes, signal }: { yes: boolean; signal: AbortSignal },
): Promise<void> {
  if (cloud.local || yes) return;
  if (!process.stdin.isTTY)
    throw new UsageProblem(
      {
        en: `Nobody is at the terminal to answer: ${what.en} in account ${cloud.account}?`,
        pt: `Não há ninguém no terminal para responder: ${what.pt} na conta ${cloud.account}?`,
      },
      { next: { en: 'Add --yes if that is what you want.', pt: 'Acrescente --yes se é isso que você quer.' } },
    );
  const question = {
    en: `Go on and ${what.en} in AWS account ${cloud.account}, ${cloud.region}?`,
    pt: `Continuar e ${what.pt} na conta AWS ${cloud.account}, ${cloud.region}?`,
  };
  if (!(await saysYes(question, signal)))
    throw new Problem(
      { en: 'You said no: nothing was changed.', pt: 'Você disse não: nada foi alterado.' },
      { next: WHEN_WANTED },
    );
}

/** What to do after a no. */
export const WHEN_WANTED: Text = {
  en: 'Run the command again when you want it.',
  pt: 'Rode o comando de novo quando quiser.',
};

/** Asks the person at the terminal; every answer but yes is no. @throws Interrupted at Ctrl-C */
export async function saysYes(question: Text, signal?: AbortSignal): Promise<boolean> {
  const answer = await ask(`${spoken(question)} ${spoken({ en: '[y/N]', pt: '[s/N]' })} `, {
    output: process.stderr,
    signal,
  });
  return /^(y|yes|s|sim)$/i.test(answer.trim());
}
