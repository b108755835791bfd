// Invented files: as many lines as were asked for, and the same files for the same seed on every machine.

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { countLines } from '../../runtime/count-lines.ts';
import { inventFiles } from './text-file.ts';

const lines = { fewest: 10, most: 5000 };

test('the files of seed 7 are these, on every machine and in every version of Node', () => {
  const files = inventFiles({ count: 2, lines, seed: 7 }).map(({ name, content }) => {
    const hash = createHash('sha256');
    for (const piece of content()) hash.update(piece);
    return `${hash.digest('hex').slice(0, 16)} ${name}`;
  });
  expect(files).toMatchInlineSnapshot(`
    [
      "d3d9ef1665c3a252 fluxo-de-caixa-2026-01-0fdc7f.txt",
      "73cfbe4861360e2e contas-a-pagar-2026-06-3d6bbc.txt",
    ]
  `);
});

test('exactly the wanted number of lines, with or without a newline at the end, over several pieces too', async () => {
  for (const exactly of [0, 1, 2, 999, 1000, 1001, 2000, 2500]) {
    const files = inventFiles({ count: 8, lines: { fewest: exactly, most: exactly }, seed: exactly });
    const counts = await Promise.all(files.map(({ content }) => countLines(Readable.from(content()))));
    expect(counts.map((count) => count.lines)).toEqual(files.map(() => exactly));
    if (exactly) expect(new Set(counts.map((count) => exactly - count.newlines))).toEqual(new Set([0, 1]));
  }
});

test('a thousand files have a thousand names', () => {
  const files = inventFiles({ count: 1000, lines, seed: 1 });
  expect(new Set(files.map(({ name }) => name)).size).toBe(1000);
});
