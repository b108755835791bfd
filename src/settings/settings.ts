// The settings that all systems share, and how settings are read (environment and `.env`, all problems at once).
// A system adds its own settings (`settings` in its system.ts). Names of resources are made of PROJECT and STAGE.

import * as v from 'valibot';
import { UsageProblem } from '../engine/problems.ts';
import { translated } from '../engine/text.ts';
import { readDotEnv } from './dot-env.ts';
import { matching, oneNumberOf, oneOf, rule, ruleText } from './rule.ts';

/** Retentions that CloudWatch Logs accepts, in days (CloudWatch Logs API reference, PutRetentionPolicy). */
export const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const word = (most: number) =>
  matching(new RegExp(`^[a-z](?!.*--)[a-z0-9-]{0,${most - 2}}[a-z0-9]$`), {
    en: `must be 2 to ${most} lower-case letters, digits or single hyphens, begin with a letter and not end with a hyphen`,
    pt: `precisa ter de 2 a ${most} letras minúsculas, números ou hifens isolados, começar com letra e não terminar com hífen`,
  });

/** Regions that are not in the partition "aws" (AWS SDK for JavaScript v3, partitions.json). */
const OTHER_PARTITION = /^(us-gov|cn|eusc|us-iso[a-z]?|eu-iso[a-z]?)-/;

const PT_OR_EN = oneOf('pt', 'en');
export const ON_OR_OFF = oneOf('on', 'off');
/** One address at a domain with a dot. Its name has letters, digits, _ ' + - and single dots. */
const emailSuchAs = (example: string) =>
  matching(/^([\w'+-]+\.)*[\w'+-]*[\w+-]@([a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i, {
    en: `must be one e-mail address, such as ${example}`,
    pt: `precisa ser um endereço de e-mail, como ${example}`,
  });

const SHARED = {
  PROJECT: v.optional(word(12), 'ada'),
  STAGE: v.optional(word(10), 'dev'),
  AWS_REGION: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (region) => !OTHER_PARTITION.test(region),
        rule({
          en: "must be in AWS's usual partition: GovCloud, China, the European Sovereign Cloud and ISO have other ARNs and addresses, which this project does not know",
          pt: 'precisa estar na partição comum da AWS: GovCloud, China, European Sovereign Cloud e ISO têm outros ARNs e endereços, que este projeto não conhece',
        }),
      ),
      v.regex(
        /^[a-z]{2}(-[a-z]+)+-\d$/,
        rule({ en: 'must be a region such as us-east-1', pt: 'precisa ser uma região, como us-east-1' }),
      ),
    ),
    'us-east-1',
  ),
  UI_LANGUAGE: v.optional(PT_OR_EN),
  NOTIFY_EMAIL: v.optional(emailSuchAs('ana@example.com')),
  NOTIFY_LANGUAGE: v.optional(PT_OR_EN, 'pt'),
  OPERATORS_EMAIL: v.optional(emailSuchAs('ops@example.com')),
  ALARMS: v.optional(ON_OR_OFF, 'on'),
  LOG_RETENTION_DAYS: v.optional(oneNumberOf(RETENTIONS), '14'),
  LAB_ROLE: v.optional(
    matching(/^[\w+=,.@-]{1,64}$/, {
      en: 'must be the name of a role, such as LabRole',
      pt: 'precisa ser o nome de uma role, como LabRole',
    }),
  ),
};

/** The settings that a system adds: their names, how each is checked, and the defaults. */
export type Shape = Readonly<Record<string, v.GenericSchema<string | undefined, unknown>>>;
/** The settings that every system has. `.env.example` explains them. */
export type Settings = v.InferOutput<v.ObjectSchema<typeof SHARED, undefined>>;
/** The shared settings and those of one system. */
export type SettingsOf<Own extends Shape> = Settings & v.InferOutput<v.ObjectSchema<Own, undefined>>;

/** Settings that a command reads for itself; they may be in `.env` too. */
const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
export const CREDENTIALS = ['AWS_PROFILE', ...KEYS];
/** Names that may be in `.env`, beside those of the systems. */
export const SETTINGS: readonly string[] = [...Object.keys(SHARED), 'AWS_ENDPOINT_URL', ...CREDENTIALS];

/** Variables and their values; no value is empty. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment and `.env`; the environment is stronger. An empty value counts as none.
 * @param ofSystems names of the settings that the systems add: asked only when `.env` has a name that not every system has
 * @throws UsageProblem when `.env` has an unknown name
 */
export async function readEnvironment(
  ofSystems: () => Promise<readonly string[]>,
  env: NodeJS.ProcessEnv = process.env,
  file?: string,
): Promise<Environment> {
  const written = readDotEnv(file);
  const special = Object.keys(written).filter((name) => !SETTINGS.includes(name));
  if (special.length) refuseUnknown(special, await ofSystems());
  // Keys belong together: a token of .env must not be used with a key of the environment.
  if (KEYS.some((name) => env[name])) for (const name of KEYS) delete written[name];
  return Object.fromEntries(Object.entries({ ...written, ...env }).filter(([, value]) => value !== ''));
}

/** @throws UsageProblem when one of the names is in no system */
function refuseUnknown(names: readonly string[], ofSystems: readonly string[]): void {
  const unknown = names.filter((name) => !ofSystems.includes(name));
  if (!unknown.length) return;
  const known = [...SETTINGS, ...ofSystems].join(', ');
  throw new UsageProblem(
    {
      en: `.env has ${unknown.length === 1 ? 'a setting' : 'settings'} that nothing here reads: ${unknown.join(', ')}.`,
      pt: `.env tem configurações que nada aqui lê: ${unknown.join(', ')}.`,
    },
    { next: { en: `Settings are: ${known}.`, pt: `As configurações são: ${known}.` } },
  );
}

export function readSettings(env: Environment): Settings;
/**
 * @param own the settings that a system adds
 * @throws UsageProblem that names every wrong setting
 */
export function readSettings<Own extends Shape>(env: Environment, own: Own): SettingsOf<Own>;
export function readSettings(env: Environment, own: Shape = {}): Settings {
  const read = v.safeParse(v.object({ ...SHARED, ...own }), env, { abortPipeEarly: true });
  if (read.success) return read.output;
  const text = translated((language) => {
    const is = { en: 'it is', pt: 'o valor é' }[language];
    const problems = read.issues.map((issue) => {
      const name = String(v.getDotPath(issue));
      return `${name} ${ruleText(issue.message)[language]} (${is} ${JSON.stringify(env[name])})`;
    });
    return `${{ en: 'Settings are not right', pt: 'Há erro na configuração' }[language]}: ${problems.join('; ')}.`;
  });
  throw new UsageProblem(text, {
    next: {
      en: 'Correct them in .env or in the environment; .env.example explains each.',
      pt: 'Corrija em .env ou nas variáveis de ambiente; .env.example explica cada uma.',
    },
  });
}

/** Whose a resource is. Every resource gets this in the call that creates it. */
export interface Ownership {
  readonly project: string;
  readonly stage: string;
  readonly stack: string;
  /** The region of its system, because names of roles and buckets have no region. Earlier versions gave none. */
  readonly region: string;
  readonly 'managed-by': 'sdk-scripts';
}

export const ownership = ({ PROJECT, STAGE, AWS_REGION }: Settings, stack: string): Ownership => ({
  project: PROJECT,
  stage: STAGE,
  stack,
  region: AWS_REGION,
  'managed-by': 'sdk-scripts',
});

/** "ada-dev-shop": the name of the stack, and the beginning of the names of its parts. At most 40 characters. */
export const stackName = ({ PROJECT, STAGE }: Settings, stack: string): string => `${PROJECT}-${STAGE}-${stack}`;
