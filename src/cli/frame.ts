// What every command shares: its flags, --help, exit codes, and how a problem is printed.
// Exit codes: 0 done, 1 failed, 2 wrong usage (nothing was changed), 130 stopped by Ctrl-C.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Interrupted, isKind, StoryFailed, UsageProblem } from '../engine/problems.ts';
import { inBoth, type Text, type Wording } from '../engine/text.ts';
import { explain } from '../screen/explain.ts';
import { languageOf, speak, spoken } from '../screen/language.ts';
import { usageText } from '../screen/usage-text.ts';
import { wrapped } from '../screen/wrap.ts';
import { readDotEnv } from '../settings/dot-env.ts';
import { STOPPED } from './interruption.ts';
import { onlyNamesItself } from './listed-commands.ts';
import { refuseSwallowed } from './npm-flags.ts';

export type Flags = NonNullable<ParseArgsConfig['options']>;
export type Values<F extends Flags> = ReturnType<typeof parseArgs<{ options: F; allowPositionals: true }>>['values'];

const HELP = { help: { type: 'boolean', short: 'h', default: false } } as const;

type Given = Readonly<Record<string, unknown>>;

export interface Frame<F extends Flags> {
  /** Shown by --help and below a usage error; a function is called only then, with the flags if they were understood. */
  readonly usage: Wording | ((given?: Given) => Wording | Promise<Wording>);
  readonly flags: F;
  /** How many words are allowed beside the flags; default none. */
  readonly words?: number;
}

/**
 * Reads the command line, runs `body` to its end and sets the exit code.
 * @param signalOf returns the signal of Ctrl-C, when there is one
 */
export async function framed<const F extends Flags>(
  frame: Frame<F>,
  body: (values: Values<F>, words: readonly string[]) => unknown,
  signalOf: () => AbortSignal | undefined = () => undefined,
): Promise<void> {
  if (onlyNamesItself(frame.usage)) return;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', goOnUnread);
  try {
    speak(languageOf({ UI_LANGUAGE: readDotEnv().UI_LANGUAGE, ...process.env }));
    const flags = { ...frame.flags, ...HELP };
    refuseSwallowed(flags);
    const { values: given, positionals } = read(flags, frame.words ?? 0);
    const { help, ...values } = given;
    if (help) return void process.stdout.write(await usageOf(frame, process.stdout, values));
    await body(values as Values<F>, positionals);
  } catch (error) {
    process.exitCode = error instanceof UsageProblem ? 2 : isStop(error, signalOf()) ? STOPPED : 1;
    process.stderr.write(`${wrapped(explain(error), process.stderr.columns, 2)}\n`);
    if (error instanceof UsageProblem && error.cause === PARSING)
      process.stderr.write(`\n${await usageOf(frame, process.stderr)}`);
  }
}

/** Whoever reads the output may stop early (`npm run status | head`). The work goes on to its end. */
function goOnUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

const PARSING = Symbol('the command line');

/** Wrong usage, with the usage text below it. @param why { en: "there is no verb 'begin'", … } */
export const notUnderstood = (why: Wording): UsageProblem =>
  new UsageProblem(
    {
      en: `The command line was not understood: ${inBoth(why).en}.`,
      pt: `Não entendi a linha de comando: ${inBoth(why).pt}.`,
    },
    { next: { en: 'See the usage below.', pt: 'Veja o uso abaixo.' }, cause: PARSING },
  );

function read(options: Flags, most: number) {
  const given = parsed(options);
  const surplus = given.positionals[most];
  if (surplus !== undefined)
    throw notUnderstood({ en: `'${surplus}' means nothing here`, pt: `'${surplus}' não quer dizer nada aqui` });
  return given;
}

function parsed(options: Flags) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw notUnderstood(whyNotParsed(error as NodeJS.ErrnoException));
  }
}

/** Node's sentence, for which Node has English only (Node.js documentation, "util.parseArgs"). */
function whyNotParsed({ code, message }: NodeJS.ErrnoException): Text {
  const en = message
    .replace(/\. To specify.*/s, '')
    .replace(/\.$/, '')
    .replace(/\n.*/s, '');
  const option = /'([^']*)'/.exec(en)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { en, pt: `a opção '${option}' não existe` };
  if (/missing|ambiguous/.test(en)) return { en, pt: `falta o valor da opção '${option}'` };
  return { en, pt: `a opção '${option}' não recebe valor` };
}

async function usageOf(
  { usage }: Pick<Frame<Flags>, 'usage'>,
  { columns }: NodeJS.WriteStream,
  given?: Given,
): Promise<string> {
  return usageText(spoken(typeof usage === 'function' ? await usage(given) : usage), columns);
}

/** Did the person stop it? Then other errors do not matter. */
const isStop = (error: unknown, signal: AbortSignal | undefined): boolean =>
  error instanceof Interrupted ||
  (error instanceof StoryFailed && error.errors.some((one) => one instanceof Interrupted)) ||
  (signal?.aborted === true && isKind(error, 'AbortError'));
