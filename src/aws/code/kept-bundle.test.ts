// A kept bundle is used only when all of its sources are unchanged.
// The sources are real files in the project's root, made for the test, because bundles look for them there.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { keptOr } from './kept-bundle.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRY = 'src/a/handler.ts';
let home: string;
let source: string;
let made: number;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  home = join(folder, 'kept');
  source = join(folder, 'source.ts');
  made = 0;
  writeFileSync(source, 'one');
});

const ask = (beside = '') => {
  const make = () => {
    made += 1;
    return { zip: Buffer.from(`zip ${made}`), inputs: [relative(ROOT, source)] };
  };
  return Buffer.from(keptOr(ENTRY, make, beside, home)).toString();
};

test('a bundle is made once, and made again when a source has changed or is gone', () => {
  expect([ask(), ask(), ask()]).toEqual(['zip 1', 'zip 1', 'zip 1']);
  writeFileSync(source, 'two');
  expect([ask(), ask()]).toEqual(['zip 2', 'zip 2']);
  rmSync(source);
  expect([ask(), ask()]).toEqual(['zip 3', 'zip 4']);
});

test('what is in no file decides too: each text has a bundle of its own', () => {
  expect([ask(), ask('a drawing'), ask('another'), ask('a drawing'), ask()]).toEqual(
    [1, 2, 3, 2, 1].map((number) => `zip ${number}`),
  );
});

test('a damaged or half-written bundle is not used', () => {
  ask();
  for (const name of readdirSync(home)) writeFileSync(join(home, name), 'damaged');
  expect(ask()).toBe('zip 2');
  writeFileSync(join(home, 'src-a-handler.ts.zip'), 'of another description');
  expect(ask()).toBe('zip 3');
});

test('when nothing can be kept, each bundle is made again', () => {
  writeFileSync(home, 'a file in place of the folder');
  expect([ask(), ask()]).toEqual(['zip 1', 'zip 2']);
});
