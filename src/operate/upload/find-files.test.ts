// Which files are sent when a file, a folder or a pattern is named, and under which key.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isPassing } from '../../page/passing.ts';
import { findFiles } from './find-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'found-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const FILES = ['a.txt', 'b.csv', 'clientes/março.txt', 'clientes/relato\u0301rio.txt', 'clientes/2026/x[1].txt'];
const PASSING = ['.oculto', '~$planilha.xlsx', 'baixando.part', 'clientes/.git/config', 'velho.txt~', 'Thumbs.db'];
for (const name of [...FILES, ...PASSING]) {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), name);
}
symlinkSync(at('clientes'), at('link'));

const keys = async (...words: string[]) => (await findFiles(words.map(at))).map(({ key }) => key);

test('a folder: everything below it, by the path from there, letter for letter; no hidden or temporary file', async () => {
  expect(await keys('')).toEqual([...FILES].sort());
  expect(await keys('clientes')).toEqual(['2026/x[1].txt', 'março.txt', 'relato\u0301rio.txt'].sort());
});

test('a pattern: by the path after its last folder name', async () => {
  expect(await keys('clientes/**/*.txt')).toEqual(['2026/x[1].txt', 'março.txt', 'relato\u0301rio.txt'].sort());
  expect(await keys('*.{txt,csv}')).toEqual(['a.txt', 'b.csv']);
  expect(await keys('cli*/2026/*')).toEqual(['clientes/2026/x[1].txt']);
});

test('a file by its name, even if it looks like a pattern or is hidden; its size is known', async () => {
  expect(await keys('clientes/2026/x[1].txt', '.oculto')).toEqual(['x[1].txt', '.oculto']);
  expect(await findFiles([at('a.txt')])).toMatchObject([{ key: 'a.txt', bytes: 5 }]);
});

test.each([
  [['*.pdf'], '*.pdf has no file to send; hidden and temporary ones are left out.'],
  [['clientes/.git'], null],
  [['nada.txt'], 'nada.txt does not exist.'],
  [['a.txt', '*.txt'], 'Two of the files are called a.txt'],
])('%j', async (words, says) => {
  if (says) await expect(keys(...words)).rejects.toThrow(says);
  else expect(await keys(...words)).toEqual(['config']); // a file that is named itself is wanted
});

test('a name that S3 does not accept is refused before anything is sent', async () => {
  const long = join('l'.repeat(250), 'l'.repeat(250), 'l'.repeat(250), 'l'.repeat(250), 'l'.repeat(50));
  mkdirSync(at('longo'));
  mkdirSync(join(at('longo'), long, '..'), { recursive: true });
  writeFileSync(join(at('longo'), long), '');
  await expect(keys('longo')).rejects.toThrow('has a name that is too long for S3 (1,024 bytes)');
  rmSync(at('longo'), { recursive: true });
});

test.each(['~$x.xlsx', 'a/.b/c.txt', 'x.TMP', 'y.crdownload', 'desktop.ini', 'x~'])('%s is left out', (path) => {
  expect(isPassing(path)).toBe(true);
});

test.each(['~x.txt', 'a.txt', 'part.txt', 'x.temp.txt', '$x'])('%s is sent', (path) => {
  expect(isPassing(path)).toBe(false);
});
