// A command about a system: which system, its settings, and the cloud it works in.

import type { Owned } from '../aws/clients.ts';
import { inBoth, type Text, translated, type Wording } from '../engine/text.ts';
import { spoken } from '../screen/language.ts';
import { DEFAULT_SYSTEM } from '../screen/next-command.ts';
import { wrapped } from '../screen/wrap.ts';
import type { Environment, Settings } from '../settings/settings.ts';
import type { Ability, AbilityMap, Here } from '../systems/abilities.ts';
import type { Configured, System } from '../systems/system.ts';
import { isSystem, SYSTEM_NAMES, SYSTEMS, type SystemName, settingsOfSystems } from '../systems.ts';
import { abilityOf, refuseSystemAsWord, systemNamed } from './chosen-system.ts';
import { type Flags, type Frame, framed, type Values } from './frame.ts';
import { interruption } from './interruption.ts';

export type { Flags } from './frame.ts';

export interface CommandLine<F extends Flags, P, A extends Ability | 'nothing', C extends boolean>
  extends Omit<Frame<F>, 'usage' | 'words'> {
  readonly usage: Wording | ((system: SystemName) => Wording | Promise<Wording>);
  /** Does it take words (file names, for example)? Then the system is --system NAME, otherwise the first word. */
  readonly words?: boolean;
  /** Is it about all systems? Then no system is named. */
  readonly all?: boolean;
  /** The ability that the system must have. */
  readonly needs?: A;
  /** Does it use a cloud? Default: true. */
  readonly cloud?: C;
  /** Reads flags and words, before any cloud is opened. @throws UsageProblem */
  readonly prepare?: (flags: Given<F>, words: readonly string[], ability: AbilityOf<A>) => P | Promise<P>;
  /** Does the result go to standard output? Then text for people goes to standard error. */
  readonly resultOnStdout?: (flags: Given<F>, words: readonly string[]) => boolean;
}

const CLOUD = { aws: { type: 'boolean', default: false } } as const satisfies Flags;
const SYSTEM = { system: { type: 'string' } } as const satisfies Flags;
const COMMON = {
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
} as const satisfies Flags;

type Given<F extends Flags> = Values<F> &
  Values<typeof COMMON> & { readonly aws?: boolean; readonly system?: string | undefined };

type AbilityOf<A> = A extends Ability ? AbilityMap[A] : undefined;

/** What a command gets that uses no cloud. */
export interface Offline<F extends Flags, A extends Ability | 'nothing' = 'nothing'> extends Omit<Here, 'cloud'> {
  readonly system: System;
  readonly configured: Configured;
  readonly settings: Settings;
  readonly env: Environment;
  /** "ada-dev-shop": the beginning of the names of the system's parts. */
  readonly stack: string;
  readonly ability: AbilityOf<A>;
  readonly flags: Given<F>;
  readonly words: readonly string[];
}

export interface Session<F extends Flags, A extends Ability | 'nothing' = 'nothing'> extends Offline<F, A> {
  readonly cloud: Owned;
}

/** Runs a command to its end and sets the exit code. */
export async function command<
  const F extends Flags,
  P = undefined,
  const A extends Ability | 'nothing' = 'nothing',
  const C extends boolean = true,
>(
  line: CommandLine<F, P, A, C>,
  body: (session: C extends true ? Session<F, A> : Offline<F, A>, prepared: P) => Promise<void>,
): Promise<void> {
  const asksCloud = line.cloud !== false;
  let cloud: Owned | undefined;
  let signal: AbortSignal | undefined;
  const usage = async (given?: { readonly system?: unknown }) => {
    const name = String(given?.system);
    const system = isSystem(name) ? name : DEFAULT_SYSTEM;
    const own = inBoth(typeof line.usage === 'function' ? await line.usage(system) : line.usage);
    const common = commonUsage(line, asksCloud);
    return { en: own.en + common.en, pt: own.pt + common.pt };
  };
  const frame = {
    usage,
    flags: { ...line.flags, ...(asksCloud && CLOUD), ...(line.all ? {} : SYSTEM), ...COMMON },
    words: line.words ? Infinity : line.all ? 0 : 1,
  };
  const run = async (values: Given<F>, positionals: readonly string[]) => {
    const words = line.words ? positionals : [];
    refuseSystemAsWord(words, values.system);
    const name = systemNamed(line.words ? [] : positionals, values.system) ?? DEFAULT_SYSTEM;
    const screen = values.json || line.resultOnStdout?.(values, words) ? process.stderr : process.stdout;
    const say = (text: Wording = '') => void screen.write(`${wrapped(spoken(text), screen.columns, 2)}\n`);
    const print = (object: object) => void (values.json && process.stdout.write(`${JSON.stringify(object)}\n`));
    const { readEnvironment, stackName } = await import('../settings/settings.ts'); // late, so that --help is fast
    const env = await readEnvironment(settingsOfSystems);
    const system = await SYSTEMS[name]();
    const configured = system.configured(env);
    const { settings } = configured;
    const ability = (await abilityOf(configured, line.needs, name)) as AbilityOf<A>;
    const prepared = (await line.prepare?.(values, words, ability)) as P;
    signal = interruption(say);
    const stack = stackName(settings, name);
    const offline = {
      system,
      configured,
      settings,
      env,
      stack,
      ability,
      flags: values,
      words,
      signal,
      say,
      print,
      screen,
    };
    if (asksCloud) {
      const { openTarget } = await import('../aws/target.ts');
      cloud = await openTarget({ aws: values.aws ?? false, settings, stack: name, env, say });
    }
    await body({ ...offline, ...(cloud && { cloud }) } as never, prepared);
  };
  await framed(frame, run as never, () => signal).finally(() => cloud?.close());
}

function commonUsage({ words, all }: { words?: boolean; all?: boolean }, asksCloud: boolean): Text {
  const names = SYSTEM_NAMES.join(', ');
  return translated((language) => {
    const { system, which, aws, rest } = COMMON_USAGE[language];
    const flag = words ? `--system ${system[0]}  ` : `[${system}]  `;
    const lines = [
      ...(all ? [] : [`${flag}${which}: ${names} (${DEFAULT_SYSTEM})`]),
      ...(asksCloud ? [aws] : []),
      rest,
    ];
    return lines.map((line) => `\n  ${line}`).join('');
  });
}

const COMMON_USAGE = {
  en: {
    system: 'system',
    which: 'which system',
    aws: '--aws      work in your AWS account; without it, on the local cloud of this machine',
    rest: `--yes      ask nothing
  --json     one JSON object a line on standard output
  --help     this text
Settings come from .env or the environment; .env.example lists them.`,
  },
  pt: {
    system: 'sistema',
    which: 'qual sistema',
    aws: '--aws      trabalha na sua conta AWS; sem ela, na nuvem local desta máquina',
    rest: `--yes      não pergunta nada
  --json     um objeto JSON por linha na saída padrão
  --help     este texto
A configuração vem de .env ou das variáveis de ambiente; .env.example mostra cada uma.`,
  },
};
