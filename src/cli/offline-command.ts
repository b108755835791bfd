// What commands share that ask no cloud: flags, help, exit codes, and how a problem is printed.
// Notice the difference to command.ts: no target is opened, so these need neither credentials nor the local cloud.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Interrupted, Problem, said, UsageProblem } from '../engine/problems.ts';
import { STOPPED } from './interruption.ts';
import { refuseSwallowed } from './npm-flags.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;
type Values<F extends Flags> = ReturnType<typeof parseArgs<{ options: F }>>['values'];

const HELP = { help: { type: 'boolean' } } as const;

/**
 * Runs it to its end and sets the exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C. `body` may throw `notUnderstood`.
 * @param words may stand beside the flags
 */
export async function offlineCommand<const F extends Flags>(
  usage: string,
  flags: F,
  body: (values: Values<F>, words: readonly string[]) => unknown,
  { words = false }: { readonly words?: boolean } = {},
): Promise<void> {
  try {
    refuseSwallowed(flags);
    const { values, positionals } = read(flags, usage, words);
    if (values.help) console.log(usage);
    else await body(values as Values<F>, positionals);
  } catch (error) {
    process.exitCode = error instanceof UsageProblem ? 2 : error instanceof Interrupted ? STOPPED : 1;
    console.error(error instanceof Problem ? `${said(error)}\n${error.next}` : error);
  }
}

export const notUnderstood = (why: string, usage: string): UsageProblem =>
  new UsageProblem(`The command line was not understood: ${why}.`, { next: usage });

function read(flags: Flags, usage: string, words: boolean) {
  try {
    return parseArgs({ options: { ...flags, ...HELP }, allowPositionals: words });
  } catch (error) {
    throw notUnderstood((error as Error).message, usage);
  }
}
