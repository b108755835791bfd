// Long lists are shown in part, and say so; all else is shown whole.

import { expect, test } from 'vitest';
import { shortened } from './shorten.ts';
import { linesOf } from './terminal.ts';

const GREEN = '\x1b[32mcreated\x1b[39m';

async function shown(...lines: string[]): Promise<string[]> {
  const kept = shortened(await linesOf(lines.join('\n'), 40));
  return kept.map((line) => line.map(({ text }) => text).join(''));
}

const parts = (count: number) => Array.from({ length: count }, (_, at) => `part ${at} ${GREEN}`);
const seen = (count: number) => Array.from({ length: count }, (_, at) => `part ${at} created`);

test('of a long list the first are shown, and how many more there were', async () => {
  expect(await shown('Stage', ...parts(17), 'Next', ...parts(7))).toEqual([
    ...['Stage', ...seen(4), '… 13 more lines'],
    ...['Next', ...seen(4), '… 3 more lines'],
  ]);
});

test('a short list, and lines that end otherwise, are shown whole', async () => {
  expect(await shown(...parts(6), '', 'end')).toEqual([...seen(6), '', 'end']);
  const repaired = [...parts(5), `part 5 \x1b[32mrepaired\x1b[39m`, ...parts(5)];
  expect(await shown(...repaired)).toHaveLength(11);
  const sentences = Array.from({ length: 9 }, () => 'the same sentence');
  expect(await shown(...sentences)).toEqual(sentences);
});
