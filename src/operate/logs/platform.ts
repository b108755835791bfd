// Lambda's own lines: a run began, and how it ended. Only a bad end is shown. Notice: when a function logs JSON, these
// lines are JSON too (Lambda developer guide, "Configuring JSON and plain text log formats"), and they do not contain
// "Task timed out". Each run has one report; other lines about its end (runtimeDone) repeat it.

import type { LogLine } from './log-line.ts';

/** How a run, or a start, ended (Lambda developer guide, "Telemetry API Event schema reference", Status). */
interface Report {
  readonly requestId?: string;
  readonly status?: string;
  /** "Runtime.OutOfMemory", "Runtime.ExitError": with status error and failure. */
  readonly errorType?: string;
  readonly metrics?: {
    readonly durationMs?: number;
    readonly memorySizeMB?: number;
    readonly maxMemoryUsedMB?: number;
  };
}

/** Such a line for people. */
export interface LambdaLine extends Pick<LogLine, 'level' | 'message' | 'fields'> {
  /** Request of the run that ended; '' when the line does not name it; undefined when the line is not about an end. */
  readonly run?: string;
}

/** In the words of Lambda's lines, which are English. */
const OUT_OF_MEMORY = 'Out of memory';
const ROUTINE = /^(start|end|runtimeDone|extension|telemetrySubscription|(init|restore)(Start|RuntimeDone))$/;
const TEXT = /^(START|END|INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION)\b/;
/** Lambda's words in a plain text log (Lambda developer guide, "Troubleshoot execution issues"). */
const ENDED = /(?:(\S+) )?(Task timed out after [\d.]+ seconds)|RequestId: (\S+) (Error: .*|Process exited .*)/;

/** @returns 'routine' for a line that is not shown to people; undefined for a line that is not Lambda's */
export function fromPlatform(told: Readonly<Record<string, unknown>>): LambdaLine | 'routine' | undefined {
  const [, type] = /^platform\.(\w+)$/.exec(String(told.type)) ?? [];
  if (!type) return undefined;
  if (ROUTINE.test(type)) return 'routine';
  const report = (told.record ?? {}) as Report;
  if (type === 'report') return endOfRun(report);
  if (type === 'initReport' || type === 'restoreReport') return endOfStart(report);
  return undefined; // an unknown line is shown as it is
}

/** The same for a plain text log. */
export function fromPlainText(text: string): LambdaLine | 'routine' | undefined {
  if (TEXT.test(text)) return 'routine';
  if (/^REPORT\b/.test(text)) return endOfRun(reportIn(text));
  const [, timedOut, time, exited, how = ''] = ENDED.exec(text) ?? [];
  if (time) return ended(time, timedOut);
  if (!how) return undefined;
  // A process that the kernel kills without a message used more memory than the function has.
  return ended(how.includes('signal: killed') ? how.replace('Error:', `${OUT_OF_MEMORY}, most likely:`) : how, exited);
}

const ended = (message: string, run = ''): LambdaLine => ({ level: 'ERROR', message, run, fields: {} });

const isGood = ({ status = 'success' }: Report) => status === 'success';

function endOfRun(report: Report): LambdaLine | 'routine' {
  if (isGood(report)) return 'routine';
  const { metrics, ...fields } = report;
  const message = how(report, isOutOfMemory(report) ? OUT_OF_MEMORY : 'Run failed', 'Task timed out');
  return { ...ended(message, report.requestId), fields: { ...fields, ...metrics } };
}

/** A start has no request. Lambda starts the function again when a request waits for it. */
function endOfStart(report: Report): LambdaLine | 'routine' {
  if (isGood(report)) return 'routine';
  const what = 'The start of the function';
  return { level: 'WARN', message: how(report, `${what} failed`, `${what} timed out`), fields: {} };
}

function how({ status, errorType, metrics }: Report, failed: string, timedOut: string): string {
  const after = metrics?.durationMs === undefined ? '' : ` after ${(metrics.durationMs / 1000).toFixed(2)} seconds`;
  return status === 'timeout' ? `${timedOut}${after}` : `${failed}${after}${errorType ? `: ${errorType}` : ''}`;
}

const isOutOfMemory = ({ errorType, metrics: { memorySizeMB = Infinity, maxMemoryUsedMB = 0 } = {} }: Report) =>
  errorType === 'Runtime.OutOfMemory' || (errorType === 'Runtime.ExitError' && maxMemoryUsedMB >= memorySizeMB);

/** "REPORT RequestId: … \tDuration: 60000.00 ms\t… \tStatus: timeout" */
function reportIn(text: string): Report {
  const value = (name: string) => new RegExp(`(?:^|\\s)${name}: (\\S+)`).exec(text)?.[1];
  const number = (name: string) => (value(name) === undefined ? undefined : Number(value(name)));
  const metrics = {
    durationMs: number('REPORT RequestId: \\S+\\s+Duration'),
    memorySizeMB: number('Memory Size'),
    maxMemoryUsedMB: number('Max Memory Used'),
  };
  const known = { requestId: value('RequestId'), status: value('Status'), errorType: value('Error Type'), metrics };
  return JSON.parse(JSON.stringify(known)); // without the fields that the text does not have
}
