// From a handler's source to the zip that Lambda gets.
// Notice: the same source gives the same bytes on every machine: a fixed date, a fixed mode, no compression (zlib differs
// between Node versions). So Lambda's CodeSha256 tells whether the code differs, and a second `up` uploads nothing.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { buildSync } from 'esbuild';
import type { Code } from './resources/lambda-function.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The first moment that a zip can tell, in local time as zips do. */
const DAWN = new Date(1980, 0, 1);

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

/** One CommonJS file with everything in it: the quickest to start (CJS, minified, ES modules of the SDK preferred). */
function compiled(entry: string): Uint8Array {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: true,
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return file.contents;
}

function zipped(index: Uint8Array): Code {
  const archive = new AdmZip();
  archive.addFile('index.js', Buffer.from(index), '', 0o644);
  for (const { header } of archive.getEntries()) {
    header.method = 0; // stored
    header.time = DAWN;
  }
  const zip = archive.toBuffer();
  return { zip, sha256: createHash('sha256').update(zip).digest('base64') };
}
