// The tables that `npm run docs` writes: the pages have them as the code says now, each in its place.

import { describe, expect, test } from 'vitest';
import { commandsOf } from '../testing/run-command.ts';
import { beginsAt, endsAt, withSection } from './markers.ts';

test('npm run docs -- --check finds nothing to write', async () => {
  expect(await commandsOf('dev')('scripts/docs.ts', '--check')).toMatchObject({ status: 0, err: '' });
});

test('a wrong flag is exit code 2, with the usage', async () => {
  const refused = await commandsOf('dev')('scripts/docs.ts', '--writ');
  expect(refused.status).toBe(2);
  expect(refused.err).toContain('Usage: npm run docs');
});

describe('the place of a section', () => {
  const page = `before\n${beginsAt('x')}\nold\n${endsAt('x')}\nafter`;

  test('the text between its markers is replaced, and nothing else', () => {
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
