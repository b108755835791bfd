// npm run trace -- FILE: the way of one file, step by step with times, and where it is stuck.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';

const USAGE = {
  en: `Usage: npm run trace -- FILE [flags]
Shows when a file was uploaded and what became of it, step by step; and where it is stuck.`,
  pt: `Uso: npm run trace -- ARQUIVO [opções]
Mostra quando um arquivo foi enviado e o que aconteceu com ele, passo a passo; e onde está parado.`,
};

const ONE_AT_A_TIME: Text = { en: 'trace takes one file at a time.', pt: 'trace recebe um arquivo de cada vez.' };
const NO_FILE: Text = { en: 'No file was named.', pt: 'Nenhum arquivo foi citado.' };

await command({ usage: USAGE, flags: {}, words: true, needs: 'trace', prepare }, async (session, key) => {
  await session.ability(session, key);
});

/** @throws UsageProblem */
function prepare(_: unknown, [key, ...more]: readonly string[]): string {
  if (key && !more.length) return key;
  throw new UsageProblem(key ? ONE_AT_A_TIME : NO_FILE, {
    next: {
      en: "Name one as it is in the bucket, such as npm run trace -- 'relatório de março.txt'",
      pt: "Dê o nome como está no bucket, por exemplo npm run trace -- 'relatório de março.txt'",
    },
  });
}
