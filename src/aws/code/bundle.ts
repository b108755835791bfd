// Makes the zip for Lambda from a handler's source. The same source gives the same bytes on every machine (zip.ts), so
// a second `up` uploads nothing.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { built, type FromSources } from './built.ts';
import { keptOr, type Made } from './kept-bundle.ts';
import { type Code, zipped } from './zip.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Packages that handlers load late, by `await import()`, and what they use of them. Each gets its own file, because code in
 * index.js is parsed at every start even when it does not run. That was a third of the worker's start time.
 */
const LATE: Record<string, string[]> = {
  '@aws-sdk/client-sns': ['PublishCommand', 'SNSClient'],
  unpdf: ['getResolvedPDFJS'],
};

/** Further files of a zip, by their paths in it. */
export interface More {
  readonly texts: Readonly<Record<string, string>>;
  fromSources(): FromSources;
}

/** The bundles of this process. A source does not change while the process runs. */
const MADE = new Map<string, Code>();

/**
 * @param entry the handler's file, from the project's root: "src/systems/shop/worker/handler.ts"
 * @param more further files that the code reads; asked when the zip is used
 */
export function bundle(entry: string, more?: () => More): Code {
  const code = () => {
    const further = more?.();
    const texts = further ? JSON.stringify(further.texts) : '';
    const made = MADE.get(entry + texts) ?? hashed(keptOr(entry, () => bundled(entry, further), texts));
    MADE.set(entry + texts, made);
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

/** The fastest to start: CommonJS, ES modules of the SDK preferred. */
const FLAGS = {
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  keepNames: true,
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false }, // becomes a late `require`
} as const satisfies BuildOptions;

function bundled(entry: string, more?: More): Made {
  const { files, inputs } = compiled(entry);
  const further = more?.fromSources();
  return {
    zip: zipped({ ...files, ...further?.files, ...more?.texts }),
    inputs: [...new Set([...inputs, ...(further?.inputs ?? [])])],
  };
}

/** The code file, the packages that are loaded late (where `require` finds them), and the list of sources. */
export function compiled(entry: string, late = LATE): FromSources {
  const { file, imports, inputs } = built({ ...FLAGS, entryPoints: [entry], external: Object.keys(late) });
  const files: Record<string, Uint8Array> = { 'index.js': file };
  for (const [name, exports] of Object.entries(late)) {
    if (!imports.includes(name)) continue;
    const contents = `export { ${exports.join(', ')} } from '${name}';`;
    files[`node_modules/${name}/index.js`] = built({ ...FLAGS, stdin: { contents, resolveDir: ROOT } }).file;
  }
  return { files, inputs };
}

const hashed = (zip: Uint8Array): Code => ({ zip, sha256: createHash('sha256').update(zip).digest('base64') });
