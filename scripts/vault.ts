// npm run vault -- WHAT: opens the way to a vault, copies it, checks its audit log, and loses parts of it on purpose.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';
import { VAULT_WORDS, type VaultWord } from '../src/systems/abilities.ts';

const USAGE = {
  en: `Usage: npm run vault -- WHAT [flags]
Opens the file vault, copies what is in it, checks its audit log, or loses a part of it.
  open             opens the way to the vault and prints its address; on AWS it stays open until Ctrl-C
  backup           copies new documents to S3 now, and waits
  snapshot         makes an EBS snapshot of the volume; it stays after npm run down, and costs money
  verify           checks that the audit log has no gap, and that CloudWatch and S3 say the same
  lose instance    terminates the instance, as an accident would; npm run up brings the vault back
  lose volume      deletes the volume with every document on it; npm run up fills a new one from S3
  --yes-lose-it    for lose on AWS: yes, lose it`,
  pt: `Uso: npm run vault -- PALAVRA [opções]
Abre o cofre de arquivos, copia o que há nele, verifica seu registro de auditoria ou perde uma parte dele.
  open             abre o caminho até o cofre e mostra o endereço; na AWS ele fica aberto até Ctrl-C
  backup           copia agora os documentos novos para o S3, e espera
  snapshot         cria um snapshot do EBS do volume; ele fica depois de npm run down, e custa dinheiro
  verify           confere se o registro de auditoria não tem lacunas, e se o CloudWatch e o S3 dizem o mesmo
  lose instance    encerra a instância, como num acidente; npm run up traz o cofre de volta
  lose volume      apaga o volume com todos os documentos; npm run up enche um novo a partir do S3
  --yes-lose-it    para lose na AWS: sim, pode perder`,
};

const NO_WORD: Text = { en: 'vault needs a word.', pt: 'vault precisa de uma palavra.' };

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
    throw new UsageProblem(words.length ? unknown(words.join(' ')) : NO_WORD, {
      next: { en: `Say one of: ${VAULT_WORDS.join(', ')}.`, pt: `Diga uma destas: ${VAULT_WORDS.join(', ')}.` },
    });
  if (word.startsWith('lose') && flags.aws && !flags['yes-lose-it'])
    throw new UsageProblem(
      { en: `On AWS ${word} really deletes it.`, pt: `Na AWS, ${word} apaga mesmo.` },
      {
        next: {
          en: 'If you mean that, add --yes-lose-it. On the local cloud it is not needed.',
          pt: 'Se é isso que você quer, acrescente --yes-lose-it. Na nuvem local não é preciso.',
        },
      },
    );
  return word;
}

function unknown(words: string): Text {
  return { en: `vault does not know '${words}'.`, pt: `vault não conhece '${words}'.` };
}
