// Makes the zip for Lambda from a handler's source. The same source gives the same bytes on every machine (zip.ts), so
// a second `up` uploads nothing.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import { keptOr, type Made } from './kept-bundle.ts';
import { type Code, withFiles, zipped } from './zip.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Packages that handlers load late, by `await import()`, and what they use of them. Each gets its own file, because code in
 * index.js is parsed at every start even when it does not run. That was a third of the worker's start time.
 */
const LATE: Record<string, string[]> = {
  '@aws-sdk/client-sns': ['PublishCommand', 'SNSClient'],
  unpdf: ['getResolvedPDFJS'],
};

/** The bundles of this process. A source does not change while the process runs. */
const MADE = new Map<string, Code>();

/**
 * @param entry the handler's file, from the project's root: "src/systems/shop/worker/handler.ts"
 * @param more further files that the code reads, by their paths in the zip; asked when the zip is first used
 */
export function bundle(entry: string, more?: () => Record<string, Uint8Array | string>): Code {
  const base = () => {
    const made = MADE.get(entry) ?? hashed(keptOr(entry, () => bundled(entry)));
    MADE.set(entry, made);
    return made;
  };
  let whole: Code | undefined;
  const code = () => {
    whole ??= more ? hashed(withFiles(base().zip, more())) : base();
    return whole;
  };
  return {
    get zip() {
      return code().zip;
    },
    get sha256() {
      return code().sha256;
    },
  };
}

/** The fastest to start: CommonJS, minified, ES modules of the SDK preferred. */
const FLAGS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'silent',
  supported: { 'dynamic-import': false }, // becomes a late `require`
} as const satisfies BuildOptions;

type Files = Record<string, Uint8Array>;

function bundled(entry: string): Made {
  const { files, inputs } = compiled(entry);
  return { zip: zipped(files), inputs };
}

/** The code file, the packages that are loaded late (where `require` finds them), and the list of sources. */
export function compiled(entry: string, late = LATE): { files: Files; inputs: readonly string[] } {
  const { file, imports, inputs } = built({ entryPoints: [entry], external: Object.keys(late) });
  const files: Files = { 'index.js': file };
  for (const [name, exports] of Object.entries(late)) {
    if (!imports.includes(name)) continue;
    const contents = `export { ${exports.join(', ')} } from '${name}';`;
    files[`node_modules/${name}/index.js`] = built({ stdin: { contents, resolveDir: ROOT } }).file;
  }
  return { files, inputs };
}

function built(what: BuildOptions) {
  const { outputFiles, metafile } = buildSync({ ...FLAGS, ...what, write: false, metafile: true });
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (!file || !output) throw new Error(`esbuild made nothing of ${what.entryPoints ?? what.stdin?.contents}`);
  return {
    file: file.contents,
    imports: output.imports.map(({ path }) => path),
    inputs: Object.keys(metafile.inputs).filter((path) => path.startsWith('src/')),
  };
}

const hashed = (zip: Uint8Array): Code => ({ zip, sha256: createHash('sha256').update(zip).digest('base64') });
