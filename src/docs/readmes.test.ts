// The English and the Portuguese README say the same: the same sections, commands, links and tables, and what stands in them
// as code or as a price.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const pages = [page('README.md'), page('README.pt-BR.md')] as const;

const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, found = '']) => found.trim());

/** Code blocks for a shell, line by line, without the comments. */
const commands = (text: string) =>
  all(/^```sh\n(.*?)^```/gms, text).flatMap((block) => block.split('\n').map((line) => line.replace(/\s+#.*/, '')));
const spans = (text: string) => all(/(?<!`)`([^`\n]+)`/g, text.replace(/^```.*?^```/gms, ''));

/** Tables as rows of cells. */
const tables = (text: string) =>
  all(/((?:^\|.*\n)+)/gm, text).map((table) => table.split('\n').map((row) => row.split(/(?<!\\)\|/).slice(1, -1)));

test.each<[what: string, of: (text: string) => unknown[]]>([
  ['sections', (text: string) => all(/^(##+) /gm, text)],
  ['commands in blocks', commands],
  [
    'commands in sentences',
    (text: string) =>
      spans(text)
        .filter((span) => /^(npm|npx) /.test(span))
        .sort(),
  ],
  ['links', (text: string) => all(/\]\(([^)]+)\)/g, text).filter((link) => !/README/.test(link))],
  ['shapes of tables', (text: string) => tables(text).map((rows) => rows.map((cells) => cells.length))],
  ['code and prices in tables', (text: string) => tables(text).map((rows) => all(/(`[^`]+`|\$[\d.]+)/g, rows.join()))],
])('%s are the same in both', (_, of) => {
  const [english, portuguese] = pages.map(of);
  expect(english?.length).toBeGreaterThan(3);
  expect(portuguese).toEqual(english);
});
