// The project's commands, bundled once. A bundled start takes a third of the time, because most of a start is reading
// files. In the bundle each file still knows its own address, so paths relative to the code work.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Gives each of our files its own address instead of the bundle's. */
const whereItStood: Plugin = {
  name: 'where it stood',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(src|provision|teardown|scripts)\/.*\.ts$/ }, ({ path }) =>
      path.includes('/node_modules/')
        ? undefined
        : {
            loader: 'ts',
            contents: readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
          },
    ),
};

/**
 * Already one file each, and each exists once: paginators check for a client's class. `require` loads them, because an
 * `import` of such a large CommonJS file makes Node read it three times.
 */
const SDK = /^(@aws-sdk|@smithy)\/|^adm-zip$/;
const sdkApart: Plugin = {
  name: 'SDK apart',
  setup: ({ onResolve }) => onResolve({ filter: SDK }, ({ path }) => ({ path, external: true })),
};

/** `import { A as B } from "@aws-sdk/…"` of a made file, as `const { A: B } = require("@aws-sdk/…")`. */
const required = (text: string): string =>
  text.replace(/import(\{[^}]*\}|\* as \w+)from"([^"]+)";/g, (whole, names: string, from: string) =>
    SDK.test(from) ? `const ${names.replaceAll(' as ', ':').replace('*:', '')}=require("${from}");` : whole,
  );

/** Packages that a command loads late, only to build something or for tests. */
const LEFT_OUT = ['esbuild', 'vitest', 'wabt', '@cloud-copilot/iam-simulate', 'selfsigned', 'ioredis'];

/**
 * @param folder inside the repository, so that the packages that are left out are found
 * @param entries files from the repository's root; "provision/up.ts" becomes "provision/up.mjs" there
 */
export async function bundleCommands(folder: string, entries: readonly string[]): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...entries],
    outdir: folder,
    outbase: ROOT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    mainFields: ['module', 'main'],
    platform: 'node',
    format: 'esm',
    external: LEFT_OUT,
    plugins: [sdkApart, whereItStood],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
    write: false,
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, required(text));
  }
}
