// Text broken between words, for the width of a terminal.

import { stripVTControlCharacters } from 'node:util';
import width from 'fast-string-width';
import { expect, test } from 'vitest';
import { wrapped } from './wrap.ts';

const linesOf = (text: string, columns: number, indent: number) => wrapped(text, columns, indent).split('\n');

test('lines break between words, and go on below the text; extra blanks are kept', () => {
  expect(linesOf('  why      Whatever is put into the VPC  can talk', 30, 11)).toEqual([
    '  why      Whatever is put',
    '           into the VPC  can',
    '           talk',
  ]);
  expect(linesOf('a first line\na second one', 80, 2)).toEqual(['a first line', 'a second one']);
});

test("a word wider than a line is broken at the line's end; nothing is lost", () => {
  const name = 'arn:aws:sqs:us-east-1:000000000000:ada-dev-audit-log-failures';
  const lines = linesOf(`  result   failed ${name}`, 40, 11);
  expect(Math.max(...lines.map((line) => width(line)))).toBe(40);
  expect(lines.map((line) => line.trim()).join('')).toBe(`result   failed${name}`);
});

test('colours count as no columns, and are not cut', () => {
  const [dim, normal] = ['\u001b[2m', '\u001b[22m'];
  const text = `  ${dim}what${normal} ${dim}${'x'.repeat(50)}${normal} 🧾🧾`;
  const lines = linesOf(text, 30, 4);
  expect(lines.every((line) => width(stripVTControlCharacters(line)) <= 30)).toBe(true);
  expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
});

test('without a terminal the line stays whole', () => {
  const line = 'word '.repeat(40);
  expect([wrapped(line, undefined, 4), wrapped(line, 0, 4)]).toEqual([line, line]);
});

test('a command to copy stays on one line', () => {
  const command = `  aws iam create-policy --policy-name ${'x'.repeat(60)} --policy-document file://boundary.json`;
  expect(linesOf(`Somebody else makes it, once, and it is this:\n${command}`, 30, 4).at(-1)).toBe(command);
});

test('what is said of a command goes on below it, so that it can still be copied', () => {
  const line = '  npm run status -- --system document-intake   every part, and who hears of results';
  expect(linesOf(line, 100, 2)).toEqual([line]);
  expect(linesOf(line, 50, 2)).toEqual([
    '  npm run status -- --system document-intake',
    '    every part, and who hears of results',
  ]);
});
