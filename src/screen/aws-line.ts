// A call as a line of the program `aws`, to be copied into a terminal.
// Every operation takes all its parameters as JSON (AWS CLI user guide, "--cli-input-json"), so the names are those of the
// API reference. A call with a few plain texts is written with a flag for each, as people do.

import type { Call } from '../engine/journal.ts';
import { shellWord } from './next-command.ts';

/** Names of services in `aws` that differ from the SDK's without blanks (AWS CLI command reference). */
const SERVICES: Readonly<Record<string, string>> = {
  S3: 's3api',
  'CloudWatch Logs': 'logs',
  EventBridge: 'events',
  'Elastic Load Balancing v2': 'elbv2',
};
/** The most flags of a line without JSON. */
const MOST_FLAGS = 3;
/** Values that are never shown. */
const SECRET = /password|secret|token/i;

/** As the AWS CLI makes "create-db-instance" of "CreateDBInstance" (botocore, xform_name). */
const dashed = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/**
 * @param endpoint of a cloud on this machine
 * @returns `aws sqs create-queue …`; undefined when the parameters are not known, or have bytes or a secret in them
 */
export function awsLine({ service, operation, input }: Call, endpoint?: string): string | undefined {
  if (!input || !isPlain(input)) return undefined;
  const program = SERVICES[service] ?? service.replaceAll(' ', '').toLowerCase();
  const there = endpoint ? [`--endpoint-url ${endpoint}`] : [];
  return ['aws', program, dashed(operation), ...flagsOf(input), ...there].join(' ');
}

function flagsOf(input: object): string[] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const simple = given.every(([name, value]) => typeof value === 'string' && /^([A-Z][a-z]+)+$/.test(name));
  if (!given.length) return [];
  if (simple && given.length <= MOST_FLAGS)
    return given.map(([name, value]) => `--${dashed(name)} ${quoted(String(value))}`);
  return [`--cli-input-json ${shellWord(JSON.stringify(input))}`];
}

const quoted = (value: string) => (/^[\w./:@-]+$/.test(value) ? value : shellWord(value));

/** The parameters, one a line: "QueueName", "ada-dev-shop-jobs". Bytes are counted, secrets left out. */
export const parametersOf = ({ input = {} }: Call): (readonly [name: string, value: string])[] =>
  Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, SECRET.test(name) ? '***' : shown(value)]);

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(readable(value)));

/** Without bytes and secrets. Buffers are replaced before JSON writes a number for each byte. */
function readable(value: unknown, name = ''): unknown {
  if (SECRET.test(name)) return '***';
  if (isBytes(value)) return sizeOf(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => readable(inner));
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, readable(inner, field)]));
}

/** May it be written as JSON, with nothing lost and nothing told that must not be? */
const isPlain = (value: unknown, name = ''): boolean => {
  if (SECRET.test(name) || isBytes(value) || typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([field, inner]) => isPlain(inner, field));
};

const isBytes = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value);
const sizeOf = (bytes: Uint8Array): string => `<${bytes.byteLength} bytes>`;
