// Numbers from a function's log: its embedded metrics, as CloudWatch would read them, and from Lambda's own lines the
// number, the length and the errors of its runs. Source of the format: CloudWatch user guide, "Embedded metric format
// specification".

import * as v from 'valibot';
import type { Owned } from '../../aws/clients.ts';
import type { Signal } from '../../patterns/alarms/row.ts';
import { findFunction } from '../../resources/lambda/function-state.ts';
import { type LogEvent, logEvents } from '../logs/read.ts';
import type { Samples } from './samples.ts';

const Embedded = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    _aws: v.object({
      CloudWatchMetrics: v.array(
        v.object({
          Namespace: v.string(),
          Dimensions: v.array(v.array(v.string())),
          Metrics: v.array(v.object({ Name: v.string() })),
        }),
      ),
    }),
  }),
);

/** What Lambda reports of a function. */
type OfLambda = Readonly<Record<'invocations' | 'errors' | 'duration', Signal>>;

/** Milliseconds: lines of this age are read again, because a log may show them late. */
const OVERLAP_MS = 2_000;
/** The same for a program that sends its lines itself, some seconds after their time. */
const SHIPPING_MS = 15_000;

export const functionLog = (cloud: Owned, group: string, on: OfLambda) =>
  newLines(cloud, group, OVERLAP_MS, (event, into) => read(event, on, into));

/** Of a log that a program writes itself: its embedded metrics. */
export const logNumbers = (cloud: Owned, group: string) =>
  newLines(cloud, group, SHIPPING_MS, ({ text }, into) => embedded(text, into));

/** Continues where the last reading stopped. Lines from before its start do not count. */
function newLines(cloud: Owned, group: string, overlap: number, take: (event: LogEvent, into: Samples) => void) {
  const opened = Date.now();
  const seen = new Set<string>();
  let from = opened;
  return async (into: Samples): Promise<void> => {
    const start = Date.now();
    for await (const event of logEvents(cloud, group, { from: Math.max(opened, from - overlap) })) {
      if (!seen.has(event.id)) take(event, into);
      seen.add(event.id);
    }
    from = start;
  };
}

/** As Lambda's runtime for Node.js writes an error in text and in JSON, and what Lambda says of a time-out. */
const ERROR = /^\w*Error: |^\{"errorType":|Task timed out after/;

/** One line of the log. */
export function read({ text }: Pick<LogEvent, 'text'>, on: OfLambda, into: Samples): void {
  if (text.startsWith('START RequestId')) {
    into.add(on.invocations, 1);
    into.add(on.errors, 0);
  } else if (ERROR.test(text)) into.add(on.errors, 1);
  else if (text.startsWith('{')) embedded(text, into);
  const duration = /^REPORT RequestId: .*\tDuration: ([\d.]+) ms/.exec(text)?.[1];
  if (duration) into.add(on.duration, Number(duration));
}

function embedded(text: string, into: Samples): void {
  const line = v.safeParse(Embedded, text);
  if (!line.success) return; // not a line of metrics
  for (const { Namespace, Dimensions, Metrics } of line.output._aws.CloudWatchMetrics)
    for (const names of Dimensions)
      for (const { Name } of Metrics) {
        const dimensions = Object.fromEntries(names.map((name) => [name, String(line.output[name])]));
        into.add({ namespace: Namespace, metric: Name, dimensions }, ...[line.output[Name]].flat().map(Number));
      }
}

/** Durations as shares of the usual time-out, because the alarm watches how near to its end an invocation came. */
export async function inUsualTime(
  cloud: Owned,
  samples: Samples,
  { of, functionName, usual }: { readonly of: Signal; readonly functionName: string; readonly usual: number },
): Promise<Samples> {
  const live = await findFunction(cloud, functionName);
  const share = usual / (live?.settings.Timeout ?? usual);
  return share === 1 ? samples : samples.scaled(of, share);
}
