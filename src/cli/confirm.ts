// One question before anything is created, changed or deleted in an AWS account.

import type { Owned } from '../aws/clients.ts';
import { Problem, UsageProblem } from '../engine/problems.ts';
import { ask } from '../screen/ask.ts';

/**
 * Asks once; not on the local cloud, and not with --yes.
 * @param what "create or repair shop (about $0.04 an hour)"
 */
export async function confirm(
  cloud: Owned,
  what: string,
  { yes, signal }: { yes: boolean; signal: AbortSignal },
): Promise<void> {
  if (cloud.local || yes) return;
  if (!process.stdin.isTTY)
    throw new UsageProblem(`Nobody is at the terminal to answer: ${what} in account ${cloud.account}?`, {
      next: 'Add --yes if that is what you want.',
    });
  if (!(await saysYes(`Go on and ${what} in AWS account ${cloud.account}, ${cloud.region}?`, signal)))
    throw new Problem('You said no: nothing was changed.', {
      next: 'Run the command again when you want it.',
    });
}

/** Asks the person at the terminal; every answer but yes is no. @throws Interrupted at Ctrl-C */
export async function saysYes(question: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await ask(`${question} [y/N] `, { output: process.stderr, signal });
  return /^(y|yes|s|sim)$/i.test(answer.trim());
}
