// How fast newlines are counted in memory: the kernel and `indexOf` from newline to newline, in one process.
// There are two figures for the kernel: for bytes that are already in the stage (a file is read there), and for bytes
// that must be copied to it first (from the network).

import { deepStrictEqual } from 'node:assert/strict';
import { type Finding, finding, inTurns } from '../../testing/bench/measure.ts';
import { Tally } from '../count-lines.ts';
import { borrowKernel } from './kernel.ts';
import { plainKernel } from './plain.ts';
import { STAGE } from './stage.ts';

const LINES = [1, 10, 80, 1_000, 65_536];
/** How many times as fast as `indexOf`, for bytes in the stage. Not every line length has a goal. */
const GOALS: Record<number, { atLeast: number }> = { 10: { atLeast: 20 }, 80: { atLeast: 8 } };
const ROUNDS = 15;
/** The fewest milliseconds of a turn. */
const TURN = 20;
const NEWLINE = 0x0a;

/** Gigabytes a second. */
function speed(work: () => unknown, bytes: number): number {
  const start = performance.now();
  let times = 0;
  while (performance.now() - start < TURN) {
    for (let i = 0; i < 20; i += 1) work();
    times += 20;
  }
  return (bytes * times) / (performance.now() - start) / 1e6;
}

function hops(bytes: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) found += 1;
  return found;
}

export async function bench(): Promise<Finding[]> {
  const kernel = borrowKernel();
  const [fold, plain] = [borrowKernel(), plainKernel()];
  const findings: Finding[] = [];
  const own: number[] = [];
  for (const line of LINES) {
    const content = Buffer.alloc(STAGE, `${'x'.repeat(line - 1)}\n`);
    kernel.stage.set(content);
    deepStrictEqual(kernel.newlines(STAGE), hops(content));
    const tally = new Tally();
    const { staged, copied, usual } = await inTurns(ROUNDS, {
      staged: () => speed(() => kernel.newlines(STAGE), STAGE),
      copied: () => speed(() => tally.add(content), STAGE),
      usual: () => speed(() => hops(content), STAGE),
    });
    own.push(staged);
    const goal = GOALS[line] ?? {};
    const theirs = `${usual.toFixed(2)} GB/s indexOf`;
    const what = `count, lines of ${line} B`;
    findings.push(finding(`${what}, on the stage`, staged / usual, goal, `${staged.toFixed(1)} GB/s`, theirs));
    findings.push(finding(`${what}, copied`, copied / usual, {}, `${copied.toFixed(1)} GB/s`, theirs));
  }
  const spread = Math.max(...own) / Math.min(...own);
  findings.push(finding('count, own fastest / slowest', spread, { atMost: 1.5 }, ''));

  const { folded, table } = await inTurns(ROUNDS, {
    folded: () => speed(() => fold.fold(STAGE), STAGE),
    table: () => speed(() => plain.fold(16_384), 16_384),
  });
  const figures = [`${folded.toFixed(1)} GB/s`, `${table.toFixed(2)} GB/s table in JavaScript`] as const;
  findings.push(finding('CRC64NVME, GB/s', folded, { atLeast: 2.5 }, ...figures));
  return findings;
}
