// The project's commands, bundled once so that each start takes a third of the time: most of a start is reading files.
// Notice: in a bundle each file still knows where it stood, so paths relative to the code lead home.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
            contents: readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
          },
    ),
};

/**
 * In place of `src/aws/load.ts`: the SDK's packages are in the bundle, each still run when it is first asked for. So there is
 * one of each, which paginators need, because they ask for a client's class.
 */
const packagesInside: Plugin = {
  name: 'packages inside',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/src\/aws\/load\.ts$/ }, () => {
      const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
      const names = Object.keys(dependencies).filter((name) => name.startsWith('@aws-sdk/client-'));
      const each = names.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(name)})`);
      return {
        contents: `const packages = { ${each.join(', ')} };\nexport const load = (name) => packages[name]();`,
        resolveDir: ROOT,
      };
    }),
};

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
    plugins: [packagesInside, whereItStood],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
    logLevel: 'error',
  });
}
