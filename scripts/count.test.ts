// The file counter as people start it, beside wc -l: every content that could be read wrongly, and every file that cannot be read.

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { program } from '../src/file-count/program.ts';
import { STAGE } from '../src/handlers/line-counter/kernel/kernel.ts';

const folder = mkdtempSync(join(tmpdir(), 'count-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const run = promisify(execFile);

async function count(...words: string[]) {
  const { stdout } = await run(process.execPath, [program(), '--json', ...words]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
const wc = (path: string) => Number(execFileSync('wc', ['-l', path], { encoding: 'utf8' }).trim().split(' ')[0]);

test('the same numbers as wc -l, on a corpus of everything', async () => {
  const corpus: Buffer[] = ['', 'a', '\n', 'a\r\nb\r\n', 'a\r\nb', '\0\n\0\0', '\n\n\n', 'ação\n', '\ufeffa'].map(
    (text) => Buffer.from(text),
  );
  for (const length of [STAGE - 1, STAGE, STAGE + 1, 2 * STAGE, 2 * STAGE + 1]) {
    const borders = Buffer.alloc(length, 'x');
    for (let border = 4_096; border <= length; border += 4_096) borders[border - 1] = 0x0a;
    corpus.push(borders, Buffer.alloc(length, '\n'), Buffer.alloc(length), Buffer.alloc(length, 'a\n'));
  }
  const bytes = fc.uint8Array({ maxLength: 400 }).map((some) => some.map((byte) => (byte % 5 === 0 ? 0x0a : byte)));
  const random = fc.sample(fc.tuple(bytes, fc.nat(3_000)), 60);
  corpus.push(...random.map(([some, times]) => Buffer.concat(Array.from({ length: times }, () => some))));

  const paths = corpus.map((content, i) => {
    writeFileSync(at(`corpus-${i}`), content);
    return at(`corpus-${i}`);
  });
  for (const [i, found] of (await count(...paths)).entries()) {
    const content = corpus[i] ?? Buffer.of();
    const newlines = wc(paths[i] ?? '');
    const lines = content.length === 0 || content.at(-1) === 0x0a ? newlines : newlines + 1;
    expect(found).toEqual({ file: paths[i], bytes: content.length, newlines, lines });
  }
});

test('threads share a large file, and the numbers stay', async () => {
  const path = at('large');
  const file = openSync(path, 'w');
  const size = 1_300 * 1024 ** 2 + 3; // room for five threads
  ftruncateSync(file, size); // zeros that take no room on the disk
  for (let place = 0; place < size - 3; place += 1_048_575) writeSync(file, '\n', place);
  closeSync(file);
  const expected = { file: path, bytes: size, newlines: wc(path), lines: wc(path) + 1 };
  for (const workers of ['1', '2', '5']) expect(await count('--workers', workers, path)).toEqual([expected]);
  expect(await count(path)).toEqual([expected]);
});

describe('as people see it', () => {
  const shown = (...words: string[]) => {
    const started = ['--import', 'tsx', 'scripts/count.ts', ...words];
    const { status, stdout, stderr } = spawnSync(process.execPath, started, { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  writeFileSync(at('two'), 'a\nb\n');
  writeFileSync(at('ten'), '\n'.repeat(10));

  test('one file, several files, and a pipe', () => {
    expect(shown(at('two'))).toEqual({ status: 0, stdout: `2 ${at('two')}\n`, stderr: '' });
    expect(shown(at('two'), at('ten')).stdout).toBe(`2 ${at('two')}\n10 ${at('ten')}\n12 total\n`);
    const piped = execFileSync('sh', ['-c', `printf 'x\ny\nz' | "$0" "$1" /dev/stdin`, process.execPath, program()]);
    expect(String(piped)).toBe('2 /dev/stdin\n');
  });

  test('files that cannot be read are named, the others counted', () => {
    writeFileSync(at('secret'), 'a\n');
    chmodSync(at('secret'), 0);
    const { status, stdout, stderr } = shown(at('nothing'), folder, at('two'), join(at('two'), 'x'));
    expect(status).toBe(1);
    expect(stdout).toContain(`2 ${at('two')}\n`);
    expect(stderr).toContain(`Counting ${at('nothing')} failed: there is no such file; check the name.`);
    expect(stderr).toContain(`Counting ${folder} failed: it is a folder; name the files in it`);
    expect(stderr).toContain('a part of its path is a file, not a folder');
    // Whoever is root may read everything.
    if (process.getuid?.() !== 0) expect(shown(at('secret')).stderr).toContain('you have no right to read it');
  });

  test.each([[[]], [['--workers', '0', 'x']], [['--workers', 'two', 'x']], [['--wokers', '2']]])(
    '%j: exit code 2, and the usage',
    (words) => {
      const { status, stdout, stderr } = shown(...words);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^The command line was not understood: .*\nUsage: /);
    },
  );

  test('--help', () => {
    expect(shown('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--workers n') });
  });
});
