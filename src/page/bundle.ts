// The page as it goes over the wire: three files, made by esbuild from src/page/app.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import type { PageFile } from './page-file.ts';

const APP = fileURLToPath(new URL('./app', import.meta.url));

/** Browsers with `light-dark()`, so those since the middle of 2024. */
const FLAGS = {
  absWorkingDir: APP,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'silent',
  write: false,
} as const satisfies BuildOptions;

/** The same source gives the same bytes on every machine. */
export function pageFiles(): Readonly<Record<PageFile, Uint8Array>> {
  const html = readFileSync(`${APP}/index.html`, 'utf8').replace(/>\s+</g, '><');
  return {
    'index.html': Buffer.from(html),
    'main.js': built('main.ts'),
    'style.css': built('style.css'),
  };
}

function built(entry: string): Uint8Array {
  const [file] = buildSync({ ...FLAGS, entryPoints: [entry] }).outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return file.contents;
}
