// The section about monitoring: it is on the pages as the table says it now, and it says all of the table.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Row, signalsOf } from '../patterns/alarms/row.ts';
import { allRows } from '../systems/line-counter/alarms/table.ts';
import { DRILLS } from '../systems/line-counter/drills/all.ts';
import { partNames } from '../systems/line-counter/names.ts';
import { commandsOf } from '../testing/run-command.ts';
import { beginsAt, endsAt, withSection } from './markers.ts';
import { monitoringSection, ringsWhen } from './monitoring.ts';
import { PAGES } from './pages.ts';

const rows = allRows(partNames('stack', '000000000000'));
const scripts = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).scripts;

describe.each(PAGES)('$name', ({ name, language }) => {
  const section = monitoringSection(language);

  test('is as `npm run docs` writes it', () => {
    const page = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    expect(
      page === withSection(name, page, 'monitoring', section),
      'Run npm run docs, and commit what it writes.',
    ).toBe(true);
  });

  test.each(rows.map((row): [string, Row] => [row.name, row]))('tells all of %s', (_, row) => {
    const line = section.split('\n').find((one) => one.includes(`\`${row.name}\``));
    for (const { metric } of signalsOf(row)) expect(line).toContain(metric);
    expect(line).toContain(ringsWhen(row, language));
    const plain = section.replaceAll('`', '');
    for (const step of row.steps[language]) expect(plain).toContain(`. ${step}\n`);
    expect(plain).toContain(`**${row.name}.** ${row.why[language]}\n`);
  });

  test.each(DRILLS.map(({ name, ...drill }) => [name, drill] as const))('tells of drill %s', (name, drill) => {
    const line = section.split('\n').find((one) => one.startsWith(`| \`${name}\` |`));
    expect(line).toContain(drill.breaks[language]);
    for (const alarm of drill.rings) expect(line).toContain(`\`${alarm}\``);
  });

  test('names only commands that there are', () => {
    const commands = [...section.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, command = '']) => command);
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  test('shows every command as code', () => {
    const blocks = section.replace(/```sh\n.*?```/gs, '').replace(/`[^`\n]+`/g, '');
    expect(blocks).not.toContain('npm run');
  });
});

describe('the place of a section', () => {
  const page = `before\n${beginsAt('x')}\nold\n${endsAt('x')}\nafter`;

  test('what stands between its markers is written anew, and nothing else', () => {
    expect(withSection('PAGE.md', page, 'x', '\nnew\n')).toBe(page.replace('old', 'new'));
  });

  test.each([
    ['no markers', 'before'],
    ['no end', `${beginsAt('x')}\nold`],
    ['the end first', `${endsAt('x')}\n${beginsAt('x')}`],
    ['two of them', page + page],
    ['two ends', `${page}${endsAt('x')}`],
  ])('%s: refused, with the lines to write', (_, wrong) => {
    expect(() => withSection('PAGE.md', wrong, 'x', 'new')).toThrow(/PAGE\.md has no place for the section "x"/);
  });
});

test('npm run docs -- --check is content with pages that are right, and writes nothing', async () => {
  expect(await commandsOf('dev')('scripts/docs.ts', '--check')).toEqual({ status: 0, out: '', err: '' });
});

test('a wrong flag is exit code 2, with the usage', async () => {
  const refused = await commandsOf('dev')('scripts/docs.ts', '--writ');
  expect(refused.status).toBe(2);
  expect(refused.err).toContain('Usage: npm run docs');
});
