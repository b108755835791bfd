// npm run docs: writes what the READMEs say about monitoring, from the table of alarms.
// Notice: only what stands between the two markers is written. A test asks with --check, which writes nothing: a test
// that mended the pages would fail once and then never again.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { framed } from '../src/cli/frame.ts';
import { withSection } from '../src/docs/markers.ts';
import { monitoringSection } from '../src/docs/monitoring.ts';
import { PAGES } from '../src/docs/pages.ts';
import { Problem } from '../src/engine/problems.ts';

const USAGE = `Usage: npm run docs
Writes the section about monitoring into README.md and README.pt-BR.md, from the table of alarms in src/systems/line-counter/alarms.
  --check          write nothing; exit code 1 when a page is not what the table says now
  --help           this text`;

await framed({ usage: USAGE, flags: { check: { type: 'boolean' } } }, ({ check }) => {
  const stale: string[] = [];
  for (const { name, language } of PAGES) {
    const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
    const before = readFileSync(file, 'utf8');
    const after = withSection(name, before, 'monitoring', monitoringSection(language));
    if (after !== before && check) stale.push(name);
    if (after !== before && !check) writeFileSync(file, after);
    if (!check) console.log(`${name}: ${after === before ? 'unchanged' : 'written'}`);
  }
  if (stale.length)
    throw new Problem(`Not what the table of alarms says now: ${stale.join(', ')}.`, {
      next: 'Run npm run docs, look at what it changed, and commit it.',
    });
});
