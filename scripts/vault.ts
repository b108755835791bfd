// npm run vault -- WHAT: opens the way to a vault, copies it, checks its audit log, and loses parts of it on purpose.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import { VAULT_WORDS, type VaultWord } from '../src/systems/abilities.ts';

const USAGE = `Usage: npm run vault -- WHAT [flags]
  open             opens the way to the vault and prints its address; on AWS it stays open until Ctrl-C
  backup           copies new documents to S3 now, and waits
  snapshot         makes an EBS snapshot of the volume; it stays after npm run down, and costs money
  verify           checks that the audit log has no gap, and that CloudWatch and S3 say the same
  lose instance    terminates the instance, as an accident would; npm run up brings the vault back
  lose volume      deletes the volume with every document on it; npm run up fills a new one from S3
  --yes-lose-it    for lose on AWS: yes, lose it`;

const FLAGS = { 'yes-lose-it': { type: 'boolean', default: false } } as const;

await command({ usage: USAGE, flags: FLAGS, words: true, needs: 'vault', prepare }, async (session, word) => {
  await session.ability(session, word);
});

/** @throws UsageProblem */
function prepare(
  flags: { readonly 'yes-lose-it': boolean; readonly aws?: boolean },
  words: readonly string[],
): VaultWord {
  const word = VAULT_WORDS.find((one) => one === words.join(' '));
  if (!word)
    throw new UsageProblem(words.length ? `vault does not know '${words.join(' ')}'.` : 'vault needs a word.', {
      next: `Say one of: ${VAULT_WORDS.join(', ')}.`,
    });
  if (word.startsWith('lose') && flags.aws && !flags['yes-lose-it'])
    throw new UsageProblem(`On AWS ${word} really deletes it.`, {
      next: 'If you mean that, add --yes-lose-it. On the local cloud it is not needed.',
    });
  return word;
}
