// The programs of the vault as one zip: what an instance unpacks and runs. The same sources give the same bytes on every
// machine, so a second `up` sends nothing.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { built, type FromSources } from '../../../aws/code/built.ts';
import { keptOr, type Made } from '../../../aws/code/kept-bundle.ts';
import { zipped } from '../../../aws/code/zip.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const APP = 'src/systems/file-vault/app';
/** This file decides the bytes too. */
const RECIPE = 'src/systems/file-vault/machine/bundle.ts';

export const PROGRAMS = ['app', 'backup', 'restore'] as const;

/** Some packages inside still call `require`. Written with brackets, because who bundles this file replaces the usual form. */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta['url']);";

/** The zip, with "app.mjs" and the page beside it. */
export const vaultBundle = (): Uint8Array => keptOr(`${APP}/programs`, made);

function made(): Made {
  const programs = PROGRAMS.map((name) => {
    const options: BuildOptions = {
      format: 'esm',
      platform: 'node',
      target: 'node20',
      keepNames: true,
      mainFields: ['module', 'main'],
    };
    const program = built({ ...options, entryPoints: [`${APP}/programs/${name}.ts`], banner: { js: BANNER } });
    return { ...program, name: `${name}.mjs` };
  });
  const page = pageFiles();
  const files = Object.fromEntries([
    ...programs.map(({ name, file }) => [name, file] as const),
    ...Object.entries(page.files).map(([name, file]) => [`page/${name}`, file] as const),
  ]);
  return {
    zip: zipped(files),
    inputs: [...new Set([RECIPE, ...programs.flatMap(({ inputs }) => inputs), ...page.inputs])],
  };
}

export type PageFile = 'index.html' | 'page.css' | 'page.js';

/** The files of the page, ready for a browser. */
export function pageFiles(): FromSources<PageFile> {
  const { file, inputs } = built({
    ...{ entryPoints: [`${APP}/page/page.ts`], format: 'esm', platform: 'browser', target: 'es2022' },
  });
  const plain = (name: string) => readFileSync(`${ROOT}/${APP}/page/${name}`);
  return {
    files: { 'index.html': plain('index.html'), 'page.css': plain('page.css'), 'page.js': file },
    inputs: [...inputs, `${APP}/page/index.html`, `${APP}/page/page.css`],
  };
}
