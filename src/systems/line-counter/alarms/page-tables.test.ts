// The runbook that `npm run docs` writes has what the rows of the alarms say.

import { expect, test } from 'vitest';
import { partNames } from '../names.ts';
import { runbook } from './page-tables.ts';
import { allRows } from './table.ts';

test.each(['en', 'pt'] as const)(
  'the runbook has why and three steps of every alarm, commands as code: %s',
  (language) => {
    const plain = runbook(language).replaceAll('`', '');
    for (const { name, why, steps } of allRows(partNames('stack', '000000000000'))) {
      expect(plain).toContain(`### ${name}\n\n${why[language]}\n`);
      for (const step of steps[language]) expect(plain).toContain(`. ${step}\n`);
    }
    expect(runbook(language).replace(/`[^`\n]+`/g, '')).not.toContain('npm run');
  },
);
