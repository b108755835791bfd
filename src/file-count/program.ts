// The counter as one CommonJS file for plain Node: bundled when its sources have changed, and kept in .local/.
// Notice: starting TypeScript through tsx takes longer than counting a gigabyte. So the work is done by a process that
// starts with nothing but this file.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from '../bundle.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOME = join(ROOT, '.local', 'count');
const SOURCES = ['src/file-count', 'src/handlers/line-counter/kernel'];

/** The path of the bundled counter, made if need be. */
export function program(): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES)
    for (const name of readdirSync(join(ROOT, folder)).sort())
      if (/^[\w-]+\.ts$/.test(name)) hash.update(readFileSync(join(ROOT, folder, name)));
  const path = join(HOME, `count-${hash.digest('hex').slice(0, 16)}.cjs`);
  if (existsSync(path)) return path;

  mkdirSync(HOME, { recursive: true });
  const draft = `${path}.${process.pid}`; // written beside and moved into place: nobody ever starts half a program
  writeFileSync(draft, compiled('src/file-count/main.ts').files['index.js'] ?? '');
  renameSync(draft, path);
  return path;
}
