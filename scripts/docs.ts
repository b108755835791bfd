// npm run docs: writes the tables about alarms into their pages, from the rows that make the alarms.
// A test runs it with --check, which only compares. If the test also wrote the pages, it would fail only once.

import { readFileSync, writeFileSync } from 'node:fs';
import { framed } from '../src/cli/frame.ts';
import { PAGES, renewed } from '../src/docs/pages.ts';
import { Problem } from '../src/engine/problems.ts';

const USAGE = `Usage: npm run docs
Writes the tables about alarms into the pages in src/systems/line-counter/alarms.
  --check          write nothing; exit code 1 when a table in a page is not up to date
  --help           this text`;

await framed({ usage: USAGE, flags: { check: { type: 'boolean' } } }, ({ check }) => {
  const stale: string[] = [];
  for (const page of PAGES) {
    const file = new URL(`../${page.file}`, import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = renewed(page, before);
    if (after !== before && check) stale.push(page.file);
    if (after !== before && !check) writeFileSync(file, after);
    if (!check) console.log(`${page.file}: ${after === before ? 'unchanged' : 'written'}`);
  }
  if (stale.length)
    throw new Problem(`Not up to date: ${stale.join(', ')}.`, {
      next: 'Run npm run docs, look at what it changed, and commit it.',
    });
});
