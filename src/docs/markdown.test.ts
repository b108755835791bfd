// Every Markdown page of the project: its links and commands exist, and the Portuguese page has the same sections,
// commands, links, tables, code and prices as the English one.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const PAGES = globSync(['*.md', '{provision,teardown,scripts,src}/**/*.md'], { cwd: ROOT }).sort();
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);

const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, found = '']) => found.trim());
/** Without blocks of code. */
const prose = (text: string) => text.replace(/^```.*?^```/gms, '');
const spans = (text: string) => all(/(?<!`)`([^`\n]+)`/g, prose(text));
const links = (text: string) => all(/\]\(([^)]+)\)/g, prose(text));

/** The address that GitHub makes of each heading. */
const headings = (text: string) =>
  all(/^#+ (.*)$/gm, prose(text)).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

function leadsNowhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path ? join(dirname(page), path) : page;
  if (!existsSync(join(ROOT, file))) return true;
  return heading !== undefined && !headings(read(file)).includes(decodeURI(heading));
}

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('each link points to a file or heading of the project', () => {
    const ours = links(text).filter((link) => !/^https?:/.test(link));
    expect(ours.filter((link) => leadsNowhere(page, link))).toEqual([]);
  });

  test('each command exists', () => {
    const named = all(/\bnpm run (?:-s |--silent )?([\w:-]+)/g, text);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test('a README has at most 150 lines', () => {
    if (page.includes('README')) expect(text.split('\n').length - 1).toBeLessThanOrEqual(150);
  });
});

test('the wrong links of a page are found: a wrong file and a wrong heading', () => {
  const wrong = ['nowhere.md', 'README.md#no-such-heading', '#two-commands-'];
  const right = ['README.md', 'README.md#two-commands', '#two-commands', 'src/docs'];
  expect([...wrong, ...right].filter((link) => leadsNowhere('README.md', link))).toEqual(wrong);
});

/** Blocks of code for a shell, line by line, without the comments. */
const commands = (text: string) =>
  all(/^```sh\n(.*?)^```/gms, text).flatMap((block) => block.split('\n').map((line) => line.replace(/\s+#.*/, '')));

/** Tables as rows of cells. */
const tables = (text: string) =>
  all(/((?:^\|.*\n)+)/gm, text).map((table) => table.split('\n').map((row) => row.split(/(?<!\\)\|/).slice(1, -1)));

describe.each(PAGES.filter((page) => page.endsWith('.pt-BR.md')))('%s', (page) => {
  const [english, portuguese] = [read(page.replace('.pt-BR', '')), read(page)];

  test.each<[what: string, of: (text: string) => unknown]>([
    ['sections', (text) => all(/^(#+) /gm, prose(text))],
    ['commands in blocks', commands],
    [
      'commands in sentences',
      (text) =>
        spans(text)
          .filter((span) => /^(npm|npx) /.test(span))
          .sort(),
    ],
    [
      'links, in its own language',
      (text) =>
        links(text)
          .filter((link) => !/^https?:/.test(link))
          .map((link) => link.replace('.pt-BR', '').replace(/#.*/, ''))
          .sort(),
    ],
    ['shapes of tables', (text) => tables(text).map((rows) => rows.map((cells) => cells.length))],
    ['code and prices in tables', (text) => tables(text).map((rows) => all(/(`[^`]+`|\$[\d.]+)/g, rows.join()).sort())],
    [
      'numbers',
      (text) =>
        all(/(\d[\d.,]*\d|\d)/g, prose(text))
          .map((number) => number.replace(/[.,]/g, ''))
          .sort(),
    ],
  ])('has the same %s as the English page', (_, of) => {
    expect(of(portuguese)).toEqual(of(english));
  });

  test('points to Portuguese pages, except the line that points to the English one', () => {
    const leads = links(portuguese).filter(
      (link) =>
        existsSync(join(ROOT, dirname(page), link.replace(/#.*/, '').replace('.md', '.pt-BR.md'))) &&
        !link.includes('.pt-BR'),
    );
    expect(
      leads.filter((link) => link.endsWith('.md') && link !== page.split('/').at(-1)?.replace('.pt-BR', '')),
    ).toEqual([]);
  });
});
