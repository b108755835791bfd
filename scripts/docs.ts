// npm run docs: writes the section on monitoring of both READMEs anew, from the table of alarms.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withSection } from '../src/monitoring-section.ts';

const PAGES = { en: 'README.md', pt: 'README.pt-BR.md' } as const;

for (const language of ['en', 'pt'] as const) {
  const file = fileURLToPath(new URL(`../${PAGES[language]}`, import.meta.url));
  const before = readFileSync(file, 'utf8');
  const after = withSection(before, language);
  if (after !== before) writeFileSync(file, after);
  console.log(`${PAGES[language]}: ${after === before ? 'as it was' : 'written anew'}`);
}
