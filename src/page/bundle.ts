// The page as it goes over the wire: three files, made by esbuild from src/page/app.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { built, type FromSources } from '../aws/code/built.ts';
import type { PageFile } from './page-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP = 'src/page/app';
/** This file decides the bytes too. */
const RECIPE = 'src/page/bundle.ts';

/** Browsers with `light-dark()`, so those since the middle of 2024. */
const FLAGS = {
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
} as const satisfies BuildOptions;

/** The same source gives the same bytes on every machine. */
export function pageFiles(): FromSources<PageFile> {
  const html = readFileSync(`${ROOT}/${APP}/index.html`, 'utf8').replace(/>\s+</g, '><');
  const made = (entry: string) => built({ ...FLAGS, entryPoints: [`${APP}/${entry}`] });
  const [script, style] = [made('main.ts'), made('style.css')];
  return {
    files: { 'index.html': Buffer.from(html), 'main.js': script.file, 'style.css': style.file },
    inputs: [RECIPE, `${APP}/index.html`, ...script.inputs, ...style.inputs],
  };
}
