// What a terminal makes of a command's text: styles, wide characters, and movements of the cursor.
// Notice: the escape sequences are those that picocolors and log-update write.

import { expect, test } from 'vitest';
import { width } from '../screen/table.ts';
import { linesOf } from './terminal.ts';

const plain = { bold: false, dim: false, colour: undefined };
const textsOf = async (text: string, columns = 40) =>
  (await linesOf(text, columns)).map((line) => line.map((run) => run.text).join(''));

test('a run for each style, at its column', async () => {
  const [line] = await linesOf('\x1b[1m\x1b[36mAct 1\x1b[39m\x1b[22m \x1b[2mdim\x1b[22m \x1b[31mred\x1b[39m end\n', 20);
  expect(line).toEqual([
    { column: 0, text: 'Act 1', bold: true, dim: false, colour: 6 },
    { ...plain, column: 5, text: ' ' },
    { ...plain, column: 6, text: 'dim', dim: true },
    { ...plain, column: 9, text: ' ' },
    { ...plain, column: 10, text: 'red', colour: 1 },
    { ...plain, column: 13, text: ' end' },
  ]);
});

test.each([
  ['a wide emoji', '🧾|', 2],
  ['an emoji that a second sign makes wide', '❤\uFE0F|', 2],
  ['a Chinese character', '漢|', 2],
  ['an accent', 'é|', 1],
  ['an accent that is a sign of its own', 'e\u0301|', 1],
])('%s keeps the columns', async (_, text, column) => {
  const [line = []] = await linesOf(text, 10);
  expect(line.map((run) => run.text).join('')).toBe(text);
  const end = line.at(-1);
  expect((end?.column ?? 0) + width(end?.text ?? '')).toBe(column + 1);
});

test('what the cursor goes back to is written over', async () => {
  expect(await textsOf('waiting …\r\x1b[2Kdone\n')).toEqual(['done']);
  expect(await textsOf('one\ntwo\n\x1b[2A\x1b[2Kthree\n\x1b[1B')).toEqual(['three', 'two']);
});

test('empty lines stay, but not at the end; a line too long goes on in the next', async () => {
  expect(await textsOf('\na\n\nb\n\n\n')).toEqual(['', 'a', '', 'b']);
  expect(await textsOf('abcdefgh', 5)).toEqual(['abcde', 'fgh']);
});

test('nothing is lost of a long text', async () => {
  const lines = Array.from({ length: 2000 }, (_, at) => `line ${at}`);
  expect(await textsOf(lines.join('\n'))).toEqual(lines);
});

test.each([
  ['a background', '\x1b[41mred'],
  ['an underline', '\x1b[4mlink'],
  ['a colour of millions', '\x1b[38;2;1;2;3mink'],
])('%s is refused: no picture shows it', async (_, text) => {
  await expect(linesOf(text, 10)).rejects.toThrow('has a style that no picture shows yet');
});
