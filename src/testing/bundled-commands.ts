// The project's commands, bundled once so that each start takes a third of the time: most of a start is reading files.
// Notice: in a bundle each file still knows where it stood, so paths relative to the code lead home.

import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Gives each of our files its own address in place of the bundle's. */
const whereItStood: Plugin = {
  name: 'where it stood',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(src|provision|teardown|scripts)\/.*\.ts$/ }, ({ path }) =>
      path.includes('/node_modules/')
        ? undefined
        : {
            loader: 'ts',
            contents: inBundle(readFileSync(path, 'utf8')).replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
          },
    ),
};

/** EC2's package, which the sources load late, goes into the bundle, so that there is one of it: paginators ask for its class. */
const inBundle = (text: string): string =>
  text.includes("load('@aws-sdk/client-ec2')")
    ? `import * as ec2Package from '@aws-sdk/client-ec2';\n${text.replace("load('@aws-sdk/client-ec2')", 'ec2Package')}`
    : text;

/** What a command loads late, and only to make something anew or for tests. */
const LEFT_OUT = ['esbuild', 'vitest', 'wabt', '@cloud-copilot/iam-simulate', 'selfsigned', 'ioredis'];

/**
 * @param folder inside the repository, so that what is left out is found
 * @param entries files from the repository's root; "provision/up.ts" becomes "provision/up.mjs" there
 */
export async function bundleCommands(folder: string, entries: readonly string[]): Promise<void> {
  await build({
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
    plugins: [whereItStood],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  });
}
