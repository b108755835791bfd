// Writes a file so that nobody reads half of it: under another name first, which is then changed.

import { chmodSync, renameSync, writeFileSync } from 'node:fs';

/** @param mode of the file, whatever the process would give a new one: 0o600 */
export function writeWhole(file: string, text: string, mode?: number): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode });
  if (mode !== undefined) chmodSync(draft, mode); // `mode` above works for a new file only
  renameSync(draft, file);
}
