// One file that esbuild makes, and the sources that it was made of. Who makes a zip of such files adds the rest of the options.

import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { load } from '../load.ts';

const SHARED = {
  absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)),
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
  metafile: true,
} as const satisfies BuildOptions;

/** Files that are made of sources. */
export interface FromSources<Name extends string = string> {
  readonly files: Readonly<Record<Name, Uint8Array>>;
  /** The sources, from the project's root; files of packages are left out. */
  readonly inputs: readonly string[];
}

/** @throws when a source is missing, with its name */
export function built(options: BuildOptions) {
  const { buildSync } = load<typeof import('esbuild')>('esbuild');
  const { outputFiles, metafile } = buildSync({ ...options, ...SHARED });
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (!file || !output) throw new Error(`esbuild made nothing of ${options.entryPoints ?? options.stdin?.contents}`);
  return {
    file: file.contents,
    imports: output.imports.map(({ path }) => path),
    inputs: Object.keys(metafile.inputs).filter((path) => path.startsWith('src/')),
  };
}
