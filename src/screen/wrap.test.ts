// Text broken between words, for the width of a terminal.

import { stripVTControlCharacters } from 'node:util';
import width from 'fast-string-width';
import { expect, test } from 'vitest';
import { filled, wrapped } from './wrap.ts';

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

test.each([
  ['the function is not there: run npm run up -- --system csv-lake first', 'npm run up -- --system csv-lake'],
  ["Name one as it is in the bucket, such as npm run trace -- 'março.txt'", "npm run trace -- 'março.txt'"],
  ['What is the cause? Then say npm run exercise -- check "what I found"', 'npm run exercise -- check "what I found"'],
  ['Nobody is subscribed: set the variable, then STAGE=exercise npm run up', 'STAGE=exercise npm run up'],
])('a command inside a sentence is not broken: %s', (sentence, command) => {
  const lines = linesOf(sentence, 50, 2);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.filter((line) => line.includes(command))).toHaveLength(1);
  expect(lines.map((line) => line.trim()).join(' ')).toBe(sentence);
});

test('a command inside a sentence that no line has room for is broken between its words', () => {
  const command = `npm run trace -- '${'long '.repeat(8)}name.txt'`;
  expect(Math.max(...linesOf(`Run ${command} again.`, 30, 2).map((line) => line.length))).toBeLessThanOrEqual(30);
});

test('a sentence that begins with a command is broken like any other', () => {
  const sentence = '  npm run down removes what it can. AWS may still delete the rest: npm run leftovers looks again.';
  expect(linesOf(sentence, 50, 2)).toEqual([
    '  npm run down removes what it can. AWS may still',
    '  delete the rest: npm run leftovers looks again.',
  ]);
});

test('a line goes on below its own beginning, not further left', () => {
  expect(linesOf('    why: the file is not there', 20, 2)).toEqual(['    why: the file is', '    not there']);
});

test('a paragraph that is written in several lines is broken anew; without a terminal it has 120 columns', () => {
  const text = 'The local cloud evaluates no alarm\non what AWS measures. Our own evaluator\ndoes this.';
  expect(filled(text, 60).split('\n')).toEqual([
    'The local cloud evaluates no alarm on what AWS measures. Our',
    'own evaluator does this.',
  ]);
  const lines = filled('word\n'.repeat(60), undefined).split('\n');
  expect(lines.map((line) => line.length)).toEqual([119, 119, 60]);
});
