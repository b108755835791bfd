// npm run docs: writes what the READMEs say about monitoring, from the table of alarms.
// Notice: only what stands between the two markers is written; a test fails when that is not what the table says now.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Problem, said, UsageProblem } from '../src/core/problems.ts';
import { withSection } from '../src/docs/markers.ts';
import { monitoringSection } from '../src/docs/monitoring.ts';
import { PAGES } from '../src/docs/pages.ts';

const USAGE = `Usage: npm run docs
Writes the section about monitoring into README.md and README.pt-BR.md, from the table of alarms in src/stacks/watch.
  --help           this text`;

function main(): void {
  if (understand().help) {
    console.log(USAGE);
    return;
  }
  for (const { name, language } of PAGES) {
    const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
    const before = readFileSync(file, 'utf8');
    const after = withSection(name, before, 'monitoring', monitoringSection(language));
    if (after !== before) writeFileSync(file, after);
    console.log(`${name}: ${after === before ? 'unchanged' : 'written'}`);
  }
}

function understand() {
  try {
    return parseArgs({ options: { help: { type: 'boolean' } } as const }).values;
  } catch (error) {
    throw new UsageProblem(`The command line was not understood: ${(error as Error).message}.`, { next: USAGE });
  }
}

try {
  main();
} catch (error) {
  process.exitCode = error instanceof UsageProblem ? 2 : 1;
  console.error(error instanceof Problem ? `${said(error)}\n${error.next}` : error);
}
