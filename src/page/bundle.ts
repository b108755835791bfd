// The page as it goes over the wire: three files, made by esbuild from src/page/app.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { load } from '../aws/load.ts';
import type { PageFile } from './page-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP = 'src/page/app';
/** This file decides the bytes too. */
const RECIPE = 'src/page/bundle.ts';

/** Browsers with `light-dark()`, so those since the middle of 2024. */
const FLAGS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
  metafile: true,
} as const satisfies BuildOptions;

/** The same source gives the same bytes on every machine. */
export function pageFiles(): { files: Readonly<Record<PageFile, Uint8Array>>; inputs: readonly string[] } {
  const html = readFileSync(`${ROOT}/${APP}/index.html`, 'utf8').replace(/>\s+</g, '><');
  const [script, style] = [built('main.ts'), built('style.css')];
  return {
    files: { 'index.html': Buffer.from(html), 'main.js': script.file, 'style.css': style.file },
    inputs: [RECIPE, `${APP}/index.html`, ...script.inputs, ...style.inputs],
  };
}

function built(entry: string) {
  const { buildSync } = load<typeof import('esbuild')>('esbuild');
  const { outputFiles, metafile } = buildSync({ ...FLAGS, entryPoints: [`${APP}/${entry}`] });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return { file: file.contents, inputs: Object.keys(metafile.inputs).filter((path) => path.startsWith('src/')) };
}
