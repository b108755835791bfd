// What every command shares: arguments, where to work, Ctrl-C, exit codes, and how a problem is printed.
// Notice: exit code 0 is done, 1 is failed, 2 is wrong usage, and with 2 nothing was changed; 130 is stopped by Ctrl-C.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import pc from 'picocolors';
import { adviceFor } from '../aws/advice.ts';
import type { Owned } from '../aws/clients.ts';
import { openTarget } from '../aws/target.ts';
import { Interrupted, isKind, Problem, StoryFailed, said, UsageProblem } from '../engine/problems.ts';
import { languageOf, speak } from '../screen/language.ts';
import { wrapped } from '../screen/wrap.ts';
import { readEnvironment, readSettings, type Settings } from '../settings/settings.ts';
import { interruption, STOPPED } from './interruption.ts';
import { refuseSwallowed } from './npm-flags.ts';

export type Flags = NonNullable<ParseArgsConfig['options']>;

export interface CommandLine<F extends Flags, P = undefined> {
  /** Printed by --help and under a usage problem. */
  readonly usage: string;
  readonly flags: F;
  /** For commands that take a stack: the first word must be one of these; the first of them unless told. */
  readonly stacks?: readonly string[];
  /** May words stand beside the flags (file names, say)? */
  readonly words?: boolean;
  /** What flags and words mean; runs before any cloud is opened. @throws UsageProblem */
  readonly prepare?: (flags: Values<F>, words: readonly string[]) => P | Promise<P>;
  /** Does the result itself go to standard output, so that text for people must not? */
  readonly resultOnStdout?: (flags: Values<F>, words: readonly string[]) => boolean;
}

type Values<F extends Flags> = ReturnType<
  typeof parseArgs<{ options: F & typeof COMMON; allowPositionals: true }>
>['values'];

export interface Session<F extends Flags> {
  readonly cloud: Owned;
  readonly settings: Settings;
  readonly flags: Values<F>;
  /** Whose parts this command is about: "line-counter". */
  readonly stack: string;
  readonly words: readonly string[];
  readonly signal: AbortSignal;
  /** Text for people: standard output, or standard error where that is for programs. */
  readonly say: (text?: string) => void;
  /** One object a line on standard output, with --json only. */
  readonly print: (object: object) => void;
  /** The stream that `say` writes to. */
  readonly screen: NodeJS.WriteStream;
}

const COMMON = {
  aws: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies Flags;

const COMMON_USAGE = `
  --aws      work in your AWS account; without it, on the local cloud of this machine
  --yes      ask nothing
  --json     one JSON object a line on standard output
  --help     this text
Settings come from .env or the environment; .env.example lists them.`;

const DEFAULT_STACK = 'line-counter';

/** Runs a command to its end and sets the exit code. */
export async function command<const F extends Flags, P = undefined>(
  line: CommandLine<F, P>,
  body: (session: Session<F>, prepared: P) => Promise<void>,
): Promise<void> {
  let session: Session<F> | undefined;
  let signal: AbortSignal | undefined;
  try {
    refuseSwallowed({ ...line.flags, ...COMMON });
    const { values, positionals, stack } = parse(line);
    if (values.help) return void process.stdout.write(usageOf(line, process.stdout));
    const screen = values.json || line.resultOnStdout?.(values, positionals) ? process.stderr : process.stdout;
    const say = (text = '') => void screen.write(`${wrapped(text, screen.columns, 2)}\n`);
    const print = (object: object) => void (values.json && process.stdout.write(`${JSON.stringify(object)}\n`));
    const prepared = (await line.prepare?.(values, positionals)) as P;
    const env = readEnvironment();
    const settings = readSettings(env);
    speak(languageOf(env));
    signal = interruption(say);
    const cloud = await openTarget({ aws: values.aws, settings, stack, env, say });
    session = { cloud, settings, flags: values, stack, words: positionals, signal, say, print, screen };
    await body(session, prepared);
  } catch (error) {
    process.exitCode = error instanceof UsageProblem ? 2 : isStop(error, signal) ? STOPPED : 1;
    process.stderr.write(`${wrapped(explain(error), process.stderr.columns, 2)}\n`);
    if (error instanceof UsageProblem && error.cause === PARSING)
      process.stderr.write(`\n${usageOf(line, process.stderr)}`);
  } finally {
    session?.cloud.close();
  }
}

/** Columns before what a flag means. */
const USAGE_INDENT = 13;

function usageOf({ usage }: { usage: string }, { columns }: NodeJS.WriteStream): string {
  const lines = `${usage}${COMMON_USAGE}`.split('\n');
  return `${lines.map((line) => wrapped(line, columns, line.startsWith(' ') ? USAGE_INDENT : 0)).join('\n')}\n`;
}

const PARSING = Symbol('the command line');

function parse<F extends Flags, P>({ flags, stacks, words = false }: CommandLine<F, P>) {
  const refuse = (text: string) =>
    new UsageProblem(`The command line was not understood: ${text}.`, {
      next: 'See the usage below.',
      cause: PARSING,
    });
  const { values, positionals } = read(flags, refuse);
  const [stack = DEFAULT_STACK, ...more] = stacks ? positionals : [];
  if (stacks && !stacks.includes(stack)) throw refuse(`there is no stack '${stack}', only ${stacks.join(', ')}`);
  const [surplus] = stacks ? more : words ? [] : positionals;
  if (surplus !== undefined) throw refuse(`'${surplus}' means nothing here`);
  return { values: values as Values<F> & { aws: boolean; json: boolean; help: boolean }, positionals, stack };
}

function read<F extends Flags>(flags: F, refuse: (text: string) => UsageProblem) {
  try {
    return parseArgs({ options: { ...flags, ...COMMON }, allowPositionals: true });
  } catch (error) {
    throw refuse(
      String((error as Error).message)
        .replace(/\. To specify.*/s, '')
        .replace(/\.$/, ''),
    );
  }
}

/** Did the person stop it, whatever else went wrong until then? */
const isStop = (error: unknown, signal: AbortSignal | undefined): boolean =>
  error instanceof Interrupted ||
  (error instanceof StoryFailed && error.errors.some((one) => one instanceof Interrupted)) ||
  (signal?.aborted === true && isKind(error, 'AbortError'));

/** What we were doing, what is wrong, what to do next. */
export function explain(error: unknown): string {
  if (error instanceof StoryFailed) return [...new Set(error.errors.map(explain))].join('\n');
  const next =
    adviceFor(error) ??
    (error instanceof Problem
      ? error.next
      : 'Run the same command again: what is done stays done, and nothing is done twice.');
  const mark = error instanceof Interrupted ? pc.yellow('!') : pc.red('x');
  return `${mark} ${error instanceof Error && error.name === 'LocalCloudError' ? error.message : `${said(error)}\n  ${next}`}`;
}
