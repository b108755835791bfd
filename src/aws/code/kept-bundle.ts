// Bundles of earlier runs, in `.local/bundles`. They save time, because making one takes longer than all the questions
// of an `up` that changes nothing. A bundle is used only when all of its sources are unchanged. Without the folder each
// bundle is made again.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HOME = join(ROOT, '.local', 'bundles');
/** What decides the bytes besides the sources: how a bundle is made, and every installed package. */
const RECIPE = [
  'src/aws/code/bundle.ts',
  'src/aws/code/built.ts',
  'src/aws/code/zip.ts',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

export interface Made {
  readonly zip: Uint8Array;
  /** The source files, from the project's root; files of packages may be left out. */
  readonly inputs: readonly string[];
}

interface Kept {
  readonly inputs: readonly string[];
  /** SHA-256 of the recipe and the inputs. */
  readonly from: string;
  /** SHA-256 of the zip. */
  readonly zip: string;
}

/**
 * @param entry "src/systems/shop/worker/handler.ts"
 * @param beside what decides the bytes and is in no file
 */
export function keptOr(entry: string, make: () => Made, beside = '', home = HOME): Uint8Array {
  const mark = beside && `-${sha256(Buffer.from(beside)).slice(0, 12)}`;
  const file = join(home, `${entry.replaceAll('/', '-')}${mark}`);
  const kept = read(file);
  if (kept) return kept;
  const { zip, inputs } = make();
  const from = digestOf(inputs);
  if (from) write(file, zip, { inputs, from, zip: sha256(zip) });
  return zip;
}

/** The zip, when nothing that it was made of has changed. */
function read(file: string): Uint8Array | undefined {
  try {
    const { inputs, from, zip }: Kept = JSON.parse(readFileSync(`${file}.json`, 'utf8'));
    if (digestOf(inputs) !== from) return undefined;
    const bytes = readFileSync(`${file}.zip`);
    return sha256(bytes) === zip ? bytes : undefined;
  } catch {
    return undefined; // missing or incomplete: it is made again
  }
}

/** Writes the zip first. If the description is missing or old, the hash shows that it does not fit the zip. */
function write(file: string, zip: Uint8Array, kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    for (const [path, content] of [[`${file}.zip`, zip] as const, [`${file}.json`, JSON.stringify(kept)] as const]) {
      const draft = `${path}.${process.pid}`;
      writeFileSync(draft, content);
      renameSync(draft, path);
    }
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code) throw error; // the file system refuses the write: then nothing is kept
  }
}

/** @returns undefined when one of the files is missing */
function digestOf(inputs: readonly string[]): string | undefined {
  const hash = createHash('sha256');
  try {
    for (const path of [...RECIPE, ...inputs]) {
      const content = readFileSync(join(ROOT, path));
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
