// The reading thread as Lambda gets it: bundled, in a folder of its own.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compiled } from '../../../aws/code/bundle.ts';

/** @returns the folder, to be removed, and its file */
export function threadFile(): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'));
  const { files } = compiled('src/systems/document-intake/intake/reading-thread.ts');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, file: join(folder, 'index.js') };
}
