// A question in the terminal. Ctrl-C and Ctrl-D at it mean stop.
// Notice: while a question is open, the terminal hands Ctrl-C to it as a character, and no SIGINT is sent.

import { createInterface } from 'node:readline/promises';
import { Interrupted, isKind } from '../engine/problems.ts';

/** Where the person types, and where the question is shown. */
export interface Asking {
  readonly input?: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal?: AbortSignal | undefined;
}

/** @throws Interrupted when the person stops instead of answering */
export async function ask(question: string, { input = process.stdin, output, signal }: Asking): Promise<string> {
  const lines = createInterface({ input, output });
  try {
    return await lines.question(question, signal ? { signal } : {});
  } catch (error) {
    if (!isKind(error, 'AbortError')) throw error;
    output.write('\n'); // the cursor still stands behind the question
    throw new Interrupted();
  } finally {
    lines.close();
  }
}
