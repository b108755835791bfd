// The recorder: `node --import` loads it before a command, and it writes every call of the command to a file. The
// command does not know it.

import { appendFileSync } from 'node:fs';
import { recordCalls } from './record-calls.ts';

/** The file to write, and the command's name. */
export const RECORD_IN = 'RECORD_CALLS_IN';
export const RECORD_AS = 'RECORD_CALLS_AS';
/** This file, from the repository's root. It is bundled with the commands, because it changes a class that they share. */
export const RECORDER = 'src/permissions/testing/recorder.ts';

const { [RECORD_IN]: file, [RECORD_AS]: by = '' } = process.env;
if (file) recordCalls((call) => appendFileSync(file, `${JSON.stringify({ by, ...call }, withoutContent)}\n`));

/** The content of a file or a function needs no permission. */
function withoutContent(name: string, value: unknown): unknown {
  return name === 'Body' || name === 'ZipFile' || name === '$metadata' ? undefined : value;
}
