// The project's commands, bundled once. A bundled start takes a third of the time, because most of a start is reading
// files. In the bundle each file still knows its own address, so paths relative to the code work.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
 * Replaces `src/aws/load.ts`: the SDK's packages are in the bundle, and each is still run at its first use. So each
 * exists once. Paginators need this, because they check for a client's class.
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

/** Packages that a command loads late, only to build something or for tests. */
const LEFT_OUT = ['esbuild', 'vitest', 'wabt', '@cloud-copilot/iam-simulate', 'selfsigned', 'ioredis'];

/**
 * @param folder inside the repository, so that the packages that are left out are found
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
