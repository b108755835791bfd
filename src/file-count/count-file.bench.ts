// A whole process of `count` beside one of `wc -l`, on a file of 4 GiB that lies in the system's cache.
// Notice: starting Node is in the figure; bundling, which happens once, is not. What only reads, and counts nothing, shows
// how much of one thread's time is the system's copy out of its cache: no program in Node can be faster than that.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../core/problems.ts';
import { STAGE } from '../handlers/line-counter/kernel/kernel.ts';
import { type Finding, finding, inTurns } from '../testing/bench/measure.ts';
import { program } from './program.ts';

const SIZE = 4 * 1024 ** 3;
const ROUNDS = 9;

/** Lines of 80 bytes. */
function make(path: string): void {
  const piece = Buffer.alloc(80 * 52_429, `${'x'.repeat(79)}\n`);
  const file = openSync(path, 'w');
  for (let left = SIZE; left > 0; left -= piece.length) writeSync(file, piece, 0, Math.min(left, piece.length));
  closeSync(file);
}

const ONLY_READS = `
const { openSync, readSync } = require('node:fs');
const [file, piece] = [openSync(process.argv[1]), Buffer.alloc(${STAGE})];
let bytes = 0;
for (let read; (read = readSync(file, piece)) > 0; ) bytes += read;
console.log(bytes);`;

/** Seconds. */
function timed(command: string, words: string[], says = Math.floor(SIZE / 80)): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1e3;
  if (status !== 0 || Number.parseInt(stdout.trim(), 10) !== says)
    throw new Error(`${command} ${words.join(' ')} said: ${stdout}`);
  return seconds;
}

export async function bench(): Promise<Finding[]> {
  if (freemem() < 2 * SIZE)
    throw new Problem('The file bench needs 8 GB of free memory: its file must stay in the cache.', {
      next: 'Close other programs, or run the other benches by name.',
    });
  const path = join(tmpdir(), `count-bench-${process.pid}`);
  try {
    make(path);
    const count = (...words: string[]) => timed(process.execPath, [program(), ...words, path]);
    const { usual, one, reads, two, wc } = await inTurns(ROUNDS, {
      usual: () => count(),
      one: () => count('--workers', '1'),
      reads: () => timed(process.execPath, ['-e', ONLY_READS, path], SIZE),
      two: () => count('--workers', '2'),
      wc: () => timed('wc', ['-l', path]),
    });
    const theirs = `${wc.toFixed(3)} s wc -l`;
    return [
      finding('file of 4 GiB', wc / usual, { atLeast: 1.3 }, `${usual.toFixed(3)} s`, theirs),
      finding('file of 4 GiB, two workers', wc / two, { atLeast: 1.6 }, `${two.toFixed(3)} s`, theirs),
      finding('file of 4 GiB, one worker', wc / one, {}, `${one.toFixed(3)} s`, theirs),
      finding('file of 4 GiB, read, not counted', wc / reads, {}, `${reads.toFixed(3)} s`, theirs),
    ];
  } finally {
    rmSync(path, { force: true });
  }
}
