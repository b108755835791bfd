// A picture: each piece of text where its column is, in its style, and nothing but text in it.

import { expect, test } from 'vitest';
import { DIM, INK, INKS, picture, WINDOW } from './picture.ts';
import { linesOf } from './terminal.ts';

const drawn = async (text: string, columns = 40) =>
  picture({ title: 'a & b', command: 'npm run <x>', columns, lines: await linesOf(text, columns) });

/** What is drawn of the command's lines: place in columns and rows, length in columns, the rest. */
const pieces = (svg: string) =>
  [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)" textLength="([\d.]+)" lengthAdjust="\w+"([^>]*)>(.*?)<\/text>/g)]
    .map(([, x, y, long, style = '', text]) => ({
      ...{ column: (Number(x) - 20) / 8.4, row: (Number(y) - 72) / 20, columns: Number(long) / 8.4 },
      ...{ style: style.trim(), text },
    }))
    .filter(({ row }) => row >= 0)
    .map((one) => ({ ...one, column: Math.round(one.column * 10) / 10, columns: Math.round(one.columns * 10) / 10 }));

test('what stands behind a gap begins at its column, in every row alike', async () => {
  const svg = await drawn('name      lines\n\nação      12\n🧾 file   7\ne\u0301te\u0301       3');
  expect(pieces(svg)).toMatchObject([
    { row: 0, column: 0, columns: 4, text: 'name' },
    { row: 0, column: 10, columns: 5, text: 'lines' },
    { row: 2, column: 0, columns: 4, text: 'ação' },
    { row: 2, column: 10, columns: 2, text: '12' },
    { row: 3, column: 0, columns: 2, text: '🧾' },
    { row: 3, column: 3, columns: 4, text: 'file' },
    { row: 3, column: 10, columns: 1, text: '7' },
    { row: 4, column: 0, columns: 3, text: 'e\u0301te\u0301' },
    { row: 4, column: 10, columns: 1, text: '3' },
  ]);
});

test('bold, dim and colours', async () => {
  const codes = [31, 32, 33, 34, 35, 36];
  const svg = await drawn(`\x1b[1mbold\x1b[22m \x1b[2mdim\x1b[22m ${codes.map((code) => `\x1b[${code}mc`).join('')}`);
  const fills = [1, 2, 3, 4, 5, 6].map((colour) => `fill="${INKS[colour]}"`);
  expect(pieces(svg).map(({ style }) => style)).toEqual(['font-weight="bold"', `fill-opacity="${DIM}"`, ...fills]);
});

test('a colour that has no ink is refused', async () => {
  await expect(drawn('\x1b[90mgrey')).rejects.toThrow('colour 8 has no ink yet');
});

test('the command is the first line, and everything is escaped', async () => {
  const svg = await drawn('if (a < b && b > c) "x"');
  expect(svg).toContain('<title>a &amp; b</title>');
  expect(svg.match(/<text .*/)?.[0]).toMatch(/>\$<\/text>.*font-weight="bold">npm run &lt;x&gt;<\/text>$/);
  expect(svg).toContain('>if (a &lt; b &amp;&amp; b &gt; c) "x"</text>');
});

test('it is an image of its own: as large as the window, no script, style sheet, font or link', async () => {
  const svg = await drawn('a\nb', 100);
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" width="880" height="112" viewBox="0 0 880 112">/,
  );
  const elements = new Set([...svg.matchAll(/<(\w+)/g)].map(([, name]) => name));
  expect([...elements].sort()).toEqual(['circle', 'g', 'rect', 'svg', 'text', 'title']);
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|url\(/);
});

test('every ink can be read on the window, dim ones too (WCAG 2.2 asks for 4.5)', () => {
  for (const ink of [INK, ...Object.values(INKS)])
    for (const share of [1, DIM]) expect(contrast(mixed(ink, share), bytes(WINDOW)), ink).toBeGreaterThan(4.5);
});

const bytes = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const mixed = (ink: string, share: number) =>
  bytes(ink).map((value, at) => value * share + (bytes(WINDOW)[at] ?? 0) * (1 - share));

/** Relative luminance and contrast ratio, as WCAG 2.2 defines them. */
function contrast(...colours: number[][]): number {
  const [bright = 0, dark = 0] = colours.map((rgb) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((value) =>
      value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (bright + 0.05) / (dark + 0.05);
}
