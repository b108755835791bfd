// Reads a log event: JSON of our own functions, and the lines that Lambda adds. Two kinds are left out: Lambda's lines
// about a good run, because they name no file, and metrics, which are for dashboards.

import type { FileName, Level, LogLine } from './log-line.ts';
import { fromPlainText, fromPlatform, type LambdaLine } from './platform.ts';
import type { LogEvent } from './read.ts';

/** The fields that the logger adds to every line (Powertools for AWS Lambda, Logger, "Standard structured keys"). */
const USUAL =
  /^(level|message|timestamp|service|cold_start|function_\w+|sampling_rate|xray_trace_id|correlation_id|_aws)$/;

/** `undefined` for lines that are not shown to people. */
export function readLine({ id, time, text }: LogEvent): LogLine | undefined {
  if (!text) return undefined;
  const told = object(text);
  if (told && '_aws' in told) return undefined;
  const lambda = told ? fromPlatform(told) : fromPlainText(text);
  if (lambda === 'routine') return undefined;
  if (lambda) return ofLambda(id, moment(told?.time, time), lambda);
  if (told && textOf(told.message) !== undefined) return structured(id, time, told);
  const [, , level, ...words] = text.split('\t'); // "time, request id, level, text": the format of Node.js
  const known = LEVELS.find((one) => one === level);
  const message = known ? words.join(' ') : text;
  return { id, at: new Date(time), level: known ?? 'INFO', message, files: [], fields: {} };
}

export const endedByLambda = ({ ended }: LogLine): boolean => ended === true;

const LEVELS: readonly Level[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

const ofLambda = (id: string, at: Date, { run, ...said }: LambdaLine): LogLine => ({
  ...{ id: run ? `end of run ${run}` : id, at, ...said, files: [] },
  ...(run !== undefined && { ended: true }),
});

function structured(id: string, time: number, told: Record<string, unknown>): LogLine {
  const { level, message, timestamp, messageId, error } = told;
  const fields = Object.fromEntries(Object.entries(told).filter(([name]) => !USUAL.test(name)));
  return {
    id,
    at: moment(timestamp, time),
    level: LEVELS.find((one) => one === level) ?? (level === 'CRITICAL' ? 'ERROR' : 'INFO'),
    message: String(textOf(message)),
    files: files(told),
    ...(typeof messageId === 'string' && { messageId }),
    ...(error !== undefined && { error: errorText(error) }),
    fields,
  };
}

/** The time in the line, else the time when Lambda received it. */
function moment(told: unknown, time: number): Date {
  const at = new Date(String(told));
  return Number.isNaN(+at) ? new Date(time) : at;
}

/** The runtime makes an object of an error that nobody caught (Lambda developer guide, "Lambda function errors"). */
function textOf(message: unknown): string | undefined {
  if (typeof message === 'string') return message;
  const { errorType, errorMessage } = (message ?? {}) as { errorType?: unknown; errorMessage?: unknown };
  return errorType || errorMessage ? [errorType, errorMessage].filter(Boolean).join(': ') : undefined;
}

/** A line names files in one of four ways: a record, a bucket and a key, a list of these, or "bucket/key" names. */
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
    return undefined; // cut off by CloudWatch, or not ours: shown as it is
  }
}
