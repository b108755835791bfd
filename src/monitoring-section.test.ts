// The READMEs' section on monitoring is that of the table of alarms, and says of every alarm what there is to say.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DRILLS } from './drills/all.ts';
import { MARKS, monitoringSection, withSection } from './monitoring-section.ts';
import { partNames } from './stacks/line-counter.ts';
import { allRows } from './stacks/watch/table.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const rows = allRows(partNames('stack', ''));

describe.each([
  ['README.md', 'en'],
  ['README.pt-BR.md', 'pt'],
] as const)('%s', (name, language) => {
  test('is as the table says (npm run docs)', () => {
    expect(read(name)).toBe(withSection(read(name), language));
  });

  test('has each alarm twice, with its reason and its three steps, and each drill once', () => {
    const lines = monitoringSection(language).split('\n');
    const tables = lines.filter((line) => !line.includes('npm run drill'));
    for (const { name: alarm, why, steps } of rows) {
      const found = tables.filter((line) => line.startsWith(`| \`${alarm}\` |`) || line.includes(` | \`${alarm}\` |`));
      expect([alarm, found.length]).toEqual([alarm, 2]);
      for (const said of [why[language], ...steps[language]])
        expect(found.join().replaceAll('`', '')).toContain(said.replaceAll('`', ''));
    }
    for (const drill of DRILLS)
      expect(lines.filter((line) => line.startsWith(`| \`npm run drill -- ${drill.name}\` |`))).toHaveLength(1);
  });
});

test('every command that a runbook names is there', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = monitoringSection('en').match(/npm run (-s )?[\w-]+/g) ?? [];
  for (const command of named) expect(scripts).toHaveProperty([command.split(' ').at(-1) ?? '']);
});

test('a README without its marks is an error, not an empty section', () => {
  expect(() => withSection('# Nothing', 'en')).toThrow(MARKS[0]);
});
