// npm run docs: writes the tables about systems, prices and alarms into their pages, from the code that they describe.
// The test only checks (--check). If it also repaired the page, it would never show the problem again.

import { readFileSync, writeFileSync } from 'node:fs';
import { command } from '../src/cli/command.ts';
import { Problem } from '../src/engine/problems.ts';
import type { Text } from '../src/engine/text.ts';
import { spoken } from '../src/screen/language.ts';

const USAGE = {
  en: `Usage: npm run docs -- [flags]
Writes the tables about systems, prices and alarms into the READMEs and the pages of each system.
  --check          write nothing; exit code 1 when a table in a page is not up to date`,
  pt: `Uso: npm run docs -- [opções]
Grava as tabelas sobre sistemas, preços e alarmes nos READMEs e nas páginas de cada sistema.
  --check          não grava nada; código de saída 1 quando uma tabela de uma página está desatualizada`,
};

const UNCHANGED: Text = { en: 'unchanged', pt: 'sem mudança' };
const WRITTEN: Text = { en: 'written', pt: 'gravada' };

const FLAGS = { check: { type: 'boolean', default: false } } as const;

await command({ usage: USAGE, flags: FLAGS }, async ({ cloud, flags: { check }, say }) => {
  const { PAGES, renewed } = await import('../src/docs/pages.ts'); // late, so that --help is fast
  const stale: string[] = [];
  for (const page of PAGES) {
    const file = new URL(`../${page.file}`, import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = await renewed(page, before, cloud);
    if (after !== before && check) stale.push(page.file);
    if (after !== before && !check) writeFileSync(file, after);
    if (!check) say(`${page.file}: ${spoken(after === before ? UNCHANGED : WRITTEN)}`);
  }
  if (stale.length)
    throw new Problem(
      { en: `Not up to date: ${stale.join(', ')}.`, pt: `Desatualizadas: ${stale.join(', ')}.` },
      {
        next: {
          en: 'Run npm run docs, look at what it changed, and commit it.',
          pt: 'Rode npm run docs, veja o que mudou, e faça o commit.',
        },
      },
    );
});
