// Notice: without `--` npm takes flags for itself. Then `npm run down --plan` would remove everything.
// npm gives its scripts every configuration value that is not npm's default as npm_config_NAME (npm docs, scripts,
// "Environment"). An unknown flag is one of these. npm's own flags may also come from `.npmrc`.

import { readFileSync } from 'node:fs';
import { UsageProblem } from '../engine/problems.ts';
import { shellWord } from '../screen/next-command.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Flags = Readonly<Record<string, { readonly type: 'boolean' | 'string' }>>;

/** Names of npm's own settings. `.npmrc` may set them, or an automatic build. */
const OF_NPM = new Set(['json', 'yes', 'force']);

/**
 * npm reads `--plan` as its own short flags -p -l -a -n, and `--days` as -d -a -y -s (npm 10 and 11). Nobody sets all of
 * them in `.npmrc`. What each sets; `undefined` is any value.
 */
const SPELT: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  plan: { parseable: undefined, long: undefined, all: undefined, yes: undefined },
  day: { loglevel: 'info', all: 'true', yes: 'true' },
  days: { loglevel: 'silent', all: 'true', yes: 'true' },
};

/**
 * Refuses a command when npm took flags that were meant for it.
 * @param given the words and flags that arrived
 * @throws UsageProblem with the line to type
 */
export function refuseSwallowed(
  flags: Flags,
  given: readonly string[] = process.argv.slice(2),
  env: Environment = process.env,
  script: string = process.argv[1] ?? '',
): void {
  if (!startedByNpm(env, script)) return;
  const swallowed = Object.entries(flags).filter(([name]) => isSwallowed(name, given, env));
  if (!swallowed.length) return;
  const alone = swallowed.length === 1 && given.length === 1; // then the one word is its value
  const lost = swallowed.map(([name, { type }]) => `--${name}${type === 'string' ? takenValue(name, env, alone) : ''}`);
  const names = (and: string) => swallowed.map(([name]) => `--${name}`).join(and);
  const line = `npm run ${env.npm_lifecycle_event} -- ${[...lost, ...given.map(quoted)].join(' ')}`;
  throw new UsageProblem(
    {
      en: `npm took ${names(' and ')} for itself, and this command did not get it. Nothing was done.`,
      pt: `O npm ficou com ${names(' e ')}, e este comando não recebeu. Nada foi feito.`,
    },
    {
      next: {
        en: `Flags stand behind "--". Write:  ${line}`,
        pt: `As opções vêm depois de "--". Escreva:  ${line}`,
      },
    },
  );
}

/** Does npm run this script? npx, and a program started from a script's shell, received their flags themselves. */
function startedByNpm({ npm_lifecycle_event: event, npm_lifecycle_script: line = '' }: Environment, script: string) {
  const path = script.replaceAll('\\', '/');
  return event !== undefined && line.split(/\s+/).some((word) => word.endsWith('.ts') && path.endsWith(`/${word}`));
}

function isSwallowed(name: string, given: readonly string[], env: Environment): boolean {
  if (given.some((word) => word === `--${name}` || word.startsWith(`--${name}=`))) return false;
  if (isSpelt(name, env)) return true;
  if (!of(name, env) || Object.keys(SPELT).some((other) => SPELT[other]?.[name] && isSpelt(other, env))) return false;
  // A person who writes one flag after `--` knows the rule. Then the other settings are meant for npm.
  const meantForNpm = env.CI || given.some((word) => word.startsWith('-')) || isConfigured(name, env);
  return !(OF_NPM.has(name) && meantForNpm);
}

function isSpelt(name: string, env: Environment): boolean {
  const settings = Object.entries(SPELT[name] ?? {});
  return (
    settings.length > 0 &&
    settings.every(([setting, value]) => {
      const found = of(setting, env);
      return value === undefined ? found !== undefined : found === value;
    })
  );
}

const of = (setting: string, env: Environment) => env[`npm_config_${setting.replaceAll('-', '_')}`];

/** `--count 3` left the 3 among the words. When there are several words, only the person knows which it was. */
function takenValue(name: string, env: Environment, alone: boolean): string {
  const value = of(name, env);
  if (value !== undefined && value !== 'true') return ` ${quoted(value)}`;
  return alone ? '' : ' …';
}

const quoted = (word: string) => (/^[\w./:,=@-]+$/.test(word) ? word : shellWord(word));

/** Does a file that npm reads set it? */
function isConfigured(name: string, env: Environment): boolean {
  const files = [env.npm_config_userconfig, env.npm_config_globalconfig, `${env.npm_config_local_prefix}/.npmrc`];
  return files.some((file) => file && new RegExp(`^\\s*${name}\\s*(=|$)`, 'm').test(textOf(file)));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // npm goes on without it too
  }
}
