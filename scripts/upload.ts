// npm run upload [-- files…]: send files to the bucket, or invent some, as an accountant's application would.
// Notice: everything is checked before the first byte leaves, and a file is counted while it is sent, so this machine
// never holds it. The last line counts whether or not a newline closes it.

import { randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { command } from '../src/command.ts';
import { said, UsageProblem } from '../src/core/problems.ts';
import { names } from '../src/stacks/line-counter.ts';
import { pad, shown, width } from '../src/table.ts';
import { inventFiles, type TextFile, type Wanted } from '../src/text-file.ts';
import { type Outgoing, requireBucket, upload } from '../src/upload.ts';

const USAGE = `Usage: npm run upload -- [files…] [flags]
Uploads files under their own names; without any, invents text files with a random number of lines.
  --count n    how many files to invent (1)
  --lines a-b  how many lines each has, at random between a and b (10-5000)
  --seed n     the same names and contents for everyone who gives the same number`;

const FLAGS = { count: { type: 'string' }, lines: { type: 'string' }, seed: { type: 'string' } } as const;
type Given = { [flag in keyof typeof FLAGS]?: string | undefined };

const MOST_FILES = 10_000;
const LARGEST_SEED = 2 ** 32 - 1;

const prepare = (flags: Given, words: readonly string[]) =>
  words.length ? readable(words, flags) : inventFiles(wanted(flags)).map(invented);

await command({ usage: USAGE, flags: FLAGS, words: true, prepare }, async ({ cloud, settings, ...session }, files) => {
  const { bucket } = names(cloud, settings);
  await requireBucket(cloud, bucket);

  const { say, print, signal } = session;
  const columns = Math.max(...files.map(({ key }) => width(shown(key))));
  for (const file of files) {
    const { key, bytes, lines } = await upload(cloud, bucket, file, signal);
    print({ key, bytes, lines });
    say(
      `  ${pad(shown(key), columns)}  ${String(bytes).padStart(10)} bytes  ${String(lines).padStart(7)} lines expected`,
    );
  }
  const aws = cloud.local ? '' : ' --aws';
  const [only] = files.length === 1 ? files : [];
  const next = only
    ? ` --wait ${/^[\w.][\w.-]*$/.test(only.key) ? only.key : `'${only.key.replaceAll("'", "'\\''")}'`}`
    : '';
  say(`\nUploaded to ${bucket}. Try:  npm run records${aws || next ? ` --${aws}${next}` : ''}`);
});

function invented({ name, content }: TextFile): Outgoing {
  return { key: name, open: () => Readable.from(content()) };
}

/** @throws UsageProblem that says which flag is not right */
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

/** @throws UsageProblem when one of the files cannot be sent; then none is */
async function readable(paths: readonly string[], flags: Given): Promise<Outgoing[]> {
  const forInvention = Object.keys(FLAGS).filter((flag) => flags[flag as keyof Given] !== undefined);
  if (forInvention.length)
    throw new UsageProblem(`--${forInvention.join(' and --')} cannot stand beside files: it is about invented ones.`, {
      next: 'Name files, or leave them out and have some invented.',
    });
  const files = await Promise.all(paths.map(outgoing));
  const twice = files.find(({ key }, index) => files.findIndex((other) => other.key === key) < index);
  if (twice)
    throw new UsageProblem(`Two of the files are called ${shown(twice.key)}: in the bucket they would be one.`, {
      next: 'Rename one of them, or upload it from its own folder later. Nothing was uploaded.',
    });
  return files;
}

async function outgoing(path: string): Promise<Outgoing> {
  const refuse = (why: string, cause?: unknown) =>
    new UsageProblem(`${shown(path)} ${why}.`, { cause, next: 'Nothing was uploaded: mend the name and try again.' });
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw refuse('is a folder, not a file');
    if (!found.isFile()) throw refuse('is not a file');
    await access(path, constants.R_OK);
    return { key: basename(path), bytes: found.size, open: () => createReadStream(path) };
  } catch (error) {
    if (error instanceof UsageProblem) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse('does not exist', error);
    if (code === 'EACCES' || code === 'EPERM') throw refuse('may not be read by you', error);
    throw refuse(`cannot be read (${said(error)})`, error);
  }
}
