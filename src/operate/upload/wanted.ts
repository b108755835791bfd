// Reads the flags of `upload` for invented files.

import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { UsageProblem } from '../../engine/problems.ts';
import { wholeNumber } from '../../settings/numbers.ts';
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
    throw new UsageProblem(
      {
        en: `--${given.join(' and --')} cannot stand beside files: it is for invented files.`,
        pt: `--${given.join(' e --')} não pode vir junto de arquivos: é só para arquivos inventados.`,
      },
      {
        next: {
          en: 'Name files, or name none: then the command invents some.',
          pt: 'Dê nomes de arquivos, ou nenhum: então o comando inventa alguns.',
        },
      },
    );
}

function wanted({ count = '1', lines = '10-5000', seed }: Given): Wanted {
  const [fewest, most] = /^\d{1,9}(-\d{1,9})?$/.test(lines) ? lines.split('-').map(Number) : [];
  if (fewest === undefined || (most ?? fewest) < fewest)
    throw new UsageProblem(
      { en: `--lines ${lines} is not a range.`, pt: `--lines ${lines} não é um intervalo.` },
      {
        next: {
          en: 'Give the fewest and the most, such as --lines 10-5000, or one number for exactly so many.',
          pt: 'Dê o mínimo e o máximo, como --lines 10-5000, ou um número só para essa quantidade exata.',
        },
      },
    );
  return {
    count: wholeNumber('count', count, { least: 1, most: MOST_FILES, example: 3 }),
    lines: { fewest, most: most ?? fewest },
    seed:
      seed === undefined ? randomInt(2 ** 32) : wholeNumber('seed', seed, { least: 0, most: LARGEST_SEED, example: 3 }),
  };
}
