// npm run docs: writes the tables about systems, prices and alarms into their pages, from the code that they describe.
// The test only checks (--check). If it also repaired the page, it would never show the problem again.

import { readFileSync, writeFileSync } from 'node:fs';
import { command } from '../src/cli/command.ts';
import { PAGES, renewed } from '../src/docs/pages.ts';
import { Problem } from '../src/engine/problems.ts';

const USAGE = `Usage: npm run docs -- [flags]
Writes the tables about systems, prices and alarms into the READMEs and the pages of each system.
  --check          write nothing; exit code 1 when a table in a page is not up to date`;

const FLAGS = { check: { type: 'boolean', default: false } } as const;

await command({ usage: USAGE, flags: FLAGS }, async ({ cloud, flags: { check }, say }) => {
  const stale: string[] = [];
  for (const page of PAGES) {
    const file = new URL(`../${page.file}`, import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = await renewed(page, before, cloud);
    if (after !== before && check) stale.push(page.file);
    if (after !== before && !check) writeFileSync(file, after);
    if (!check) say(`${page.file}: ${after === before ? 'unchanged' : 'written'}`);
  }
  if (stale.length)
    throw new Problem(`Not up to date: ${stale.join(', ')}.`, {
      next: 'Run npm run docs, look at what it changed, and commit it.',
    });
});
