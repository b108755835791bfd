// The recorder: `node --import` puts it in front of a command, and every call that the command makes is written down.
// Notice: nothing in the command knows of it.

import { appendFileSync } from 'node:fs';
import { recordCalls } from './record-calls.ts';

/** Where to write, and whose calls they are. */
export const RECORD_IN = 'RECORD_CALLS_IN';
export const RECORD_AS = 'RECORD_CALLS_AS';

const { [RECORD_IN]: file, [RECORD_AS]: by = '' } = process.env;
if (file) recordCalls((call) => appendFileSync(file, `${JSON.stringify({ by, ...call }, withoutContent)}\n`));

/** What a file or a function consists of asks for no permission. */
function withoutContent(name: string, value: unknown): unknown {
  return name === 'Body' || name === 'ZipFile' || name === '$metadata' ? undefined : value;
}
