// From a log event to what it says: JSON of our own functions, and the lines that Lambda adds.
// Notice what is left out: START, END and REPORT say nothing about a file, and a metric is a number for dashboards.

import type { FileRecord } from '../handlers/record.ts';
import type { LogEvent } from './read.ts';

export type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface FileName {
  readonly bucket: string;
  readonly key: string;
}

/** One thing that a function said. */
export interface LogLine {
  readonly id: string;
  /** When it happened: as the line itself says, else when Lambda took it. */
  readonly at: Date;
  readonly level: Level;
  /** "created", "comes back", "Task timed out after 60.00 seconds" */
  readonly message: string;
  /** Every file that it is about; none for what is about all or no file. */
  readonly files: readonly FileName[];
  readonly messageId?: string;
  readonly record?: FileRecord;
  /** "TimeoutError: the cache did not answer" */
  readonly error?: string;
  /** What else our own function said, by its names. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the logger puts into every line (Powertools for AWS Lambda, Logger, "Standard structured keys"). */
const USUAL =
  /^(level|message|timestamp|service|cold_start|function_\w+|sampling_rate|xray_trace_id|correlation_id|_aws)$/;
const OF_LAMBDA = /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION)\b/;
/** Lambda's own words for an invocation that was ended (Lambda developer guide, "Troubleshoot execution issues"). */
const ENDED = /(Task timed out after [\d.]+ seconds|RequestId: \S+ (Error: .*|Process exited .*))/;

/** `undefined` for what people are not told. */
export function readLine({ id, time, text }: LogEvent): LogLine | undefined {
  if (!text || OF_LAMBDA.test(text)) return undefined;
  const told = object(text);
  if (told && '_aws' in told) return undefined;
  if (told && typeof told.message === 'string') return structured(id, time, told);
  const ended = ENDED.exec(text);
  const [, , level, ...words] = text.split('\t'); // "time, request id, level, text": what Node.js writes by itself
  const known = LEVELS.find((one) => one === level);
  const message = ended ? String(ended[2] ?? ended[1]) : known ? words.join(' ') : text;
  return { id, at: new Date(time), level: ended ? 'ERROR' : (known ?? 'INFO'), message, files: [], fields: {} };
}

/** Was an invocation ended from outside, before it could say what became of its messages? */
export const endedByLambda = ({ message, level, files }: LogLine): boolean =>
  level === 'ERROR' && !files.length && /^(Task timed out|Error: |Process exited)/.test(message);

const LEVELS: readonly Level[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

function structured(id: string, time: number, told: Record<string, unknown>): LogLine {
  const { level, message, timestamp, messageId, record, error } = told;
  const at = new Date(String(timestamp));
  const fields = Object.fromEntries(Object.entries(told).filter(([name]) => !USUAL.test(name)));
  return {
    id,
    at: Number.isNaN(+at) ? new Date(time) : at,
    level: LEVELS.find((one) => one === level) ?? (level === 'CRITICAL' ? 'ERROR' : 'INFO'),
    message: String(message),
    files: files(told),
    ...(typeof messageId === 'string' && { messageId }),
    ...(isFile(record) && { record: record as FileRecord }),
    ...(error !== undefined && { error: errorText(error) }),
    fields,
  };
}

/** A line names files in one of four ways: a record, a bucket and a key, a list of these, or names with a slash between. */
function files(told: Record<string, unknown>): FileName[] {
  const { record, files: listed, names } = told;
  const found = [record, told, ...(Array.isArray(listed) ? listed : [])].filter(isFile);
  const named = Array.isArray(names) ? names.map(String).filter((name) => name.includes('/')) : [];
  return [
    ...found.map(({ bucket, key }) => ({ bucket, key })),
    // A bucket's name has no slash.
    ...named.map((name) => ({ bucket: name.slice(0, name.indexOf('/')), key: name.slice(name.indexOf('/') + 1) })),
  ];
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { name, message } = error as { name?: unknown; message?: unknown };
  return [name, message].filter(Boolean).join(': ') || JSON.stringify(error);
}

const isFile = (value: unknown): value is FileName => {
  const { bucket, key } = (value ?? {}) as Partial<FileName>;
  return typeof bucket === 'string' && typeof key === 'string';
};

function object(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // cut off by CloudWatch, or somebody else's: shown as it is
  }
}
