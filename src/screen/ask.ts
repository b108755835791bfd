// A question in the terminal. Ctrl-C and Ctrl-D at the question stop the command.
// Notice: during a question the terminal sends Ctrl-C as a character, not as SIGINT.

import { createInterface } from 'node:readline/promises';
import { Interrupted, isKind } from '../engine/problems.ts';

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
    output.write('\n'); // the cursor is still after the question
    throw new Interrupted();
  } finally {
    lines.close();
  }
}
