// From a handler's source to the zip that Lambda gets.
// Notice: the same source gives the same bytes on every machine: a fixed date, a fixed mode, no compression (zlib differs
// between Node versions). So Lambda's CodeSha256 tells whether the code differs, and a second `up` uploads nothing.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { type BuildOptions, buildSync } from 'esbuild';
import type { Code } from './resources/lambda-function.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The first moment that a zip can tell, in local time as zips do. */
const DAWN = new Date(1980, 0, 1);

/**
 * Packages that handlers load late, by `await import()`, and what they take from them. Each gets a file of its own: code
 * that lies in index.js is parsed at every start, whether it runs or not, and that was a third of the worker's start.
 */
const LATE: Record<string, string[]> = { '@aws-sdk/client-sns': ['PublishCommand', 'SNSClient'] };

/** Made once in a process: a source does not change while it runs. */
const MADE = new Map<string, Code>();

/** @param entry the handler's file, from the project's root: "src/handlers/line-counter/handler.ts" */
export function bundle(entry: string): Code {
  const code = () => {
    const made = MADE.get(entry) ?? zipped(compiled(entry));
    MADE.set(entry, made);
    return made;
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

/** The quickest to start: CommonJS, minified, ES modules of the SDK preferred. */
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

/** The code file with everything in it, and the packages that are loaded late where `require` finds them. */
export function compiled(entry: string, late = LATE): Files {
  const { file, imports } = built({ entryPoints: [entry], external: Object.keys(late) });
  const files: Files = { 'index.js': file };
  for (const [name, exports] of Object.entries(late)) {
    if (!imports.includes(name)) continue;
    const contents = `export { ${exports.join(', ')} } from '${name}';`;
    files[`node_modules/${name}/index.js`] = built({ stdin: { contents, resolveDir: ROOT } }).file;
  }
  return files;
}

function built(what: BuildOptions) {
  const { outputFiles, metafile } = buildSync({ ...FLAGS, ...what, write: false, metafile: true });
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (!file || !output) throw new Error(`esbuild made nothing of ${what.entryPoints ?? what.stdin?.contents}`);
  return { file: file.contents, imports: output.imports.map(({ path }) => path) };
}

function zipped(files: Files): Code {
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(files)) archive.addFile(name, Buffer.from(content), '', 0o644);
  for (const { header } of archive.getEntries()) {
    header.method = 0; // stored
    header.time = DAWN;
  }
  const zip = archive.toBuffer();
  return { zip, sha256: createHash('sha256').update(zip).digest('base64') };
}
