// Reads the flags of `upload` for invented files.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { UsageProblem } from '../../engine/problems.ts';
import { inventFiles, type TextFile, type Wanted } from './text-file.ts';
import type { Outgoing } from './upload.ts';

/** Flags for invented files only. */
export const INVENTION_FLAGS = {
  count: { type: 'string' },
  lines: { type: 'string' },
  seed: { type: 'string' },
} as const;
type Given = { [flag in keyof typeof INVENTION_FLAGS]?: string | undefined };

const MOST_FILES = 10_000;
const LARGEST_SEED = 2 ** 32 - 1;

/** @throws UsageProblem that says which flag is wrong */
export const invented = (flags: Given, invent: (wanted: Wanted) => TextFile[] = inventFiles): Outgoing[] =>
  invent(wanted(flags)).map(({ name, content }) => ({ key: name, open: () => Readable.from(content()) }));

/** @throws UsageProblem when one of the flags is given */
export function refuseInvention(flags: Given): void {
  const given = Object.keys(INVENTION_FLAGS).filter((flag) => flags[flag as keyof Given] !== undefined);
  if (given.length)
    throw new UsageProblem(`--${given.join(' and --')} cannot stand beside files: it is for invented files.`, {
      next: 'Name files, or name none: then the command invents some.',
    });
}

function wanted({ count = '1', lines = '10-5000', seed }: Given): Wanted {
  const [fewest, most] = /^\d{1,9}(-\d{1,9})?$/.test(lines) ? lines.split('-').map(Number) : [];
  if (fewest === undefined || (most ?? fewest) < fewest)
    throw new UsageProblem(`--lines ${lines} is not a range.`, {
      next: 'Give the fewest and the most, such as --lines 10-5000, or one number for exactly so many.',
    });
  return {
    count: whole('count', count, 1, MOST_FILES),
    lines: { fewest, most: most ?? fewest },
    seed: seed === undefined ? randomInt(2 ** 32) : whole('seed', seed, 0, LARGEST_SEED),
  };
}

function whole(flag: keyof Given, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageProblem(`--${flag} ${text} is not a whole number from ${least} to ${most}.`, {
    next: `Give one, such as --${flag} 3.`,
  });
}
