// What the functions have logged, page by page, each line once.
// Notice: CloudWatch filters only to spare us the many lines that nobody wants. JSON patterns are not the same everywhere
// (the local cloud lets every line through), so what is wanted is chosen here, by us.

import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../aws/clients.ts';
import { Interrupted } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../upload/upload.ts';

/** One event of a log stream. */
export interface LogEvent {
  /** The same whenever it is read. */
  readonly id: string;
  /** Milliseconds since 1970, as the function's runtime stamped it. */
  readonly time: number;
  readonly text: string;
}

export interface Wanted {
  /** Milliseconds since 1970, themselves included. */
  readonly from: number;
  readonly to?: number;
  /** A phrase that CloudWatch looks for, for lines that are few among many; without quotation marks. */
  readonly phrase?: string;
  /** A pattern for the fields of JSON lines. The local cloud lets every line through, so whoever asks chooses once more. */
  readonly pattern?: string;
  readonly signal?: AbortSignal;
}

/** The most that CloudWatch gives at once (CloudWatch Logs API reference, FilterLogEvents). */
const PAGE = 10_000;

/** Of each stream in its order. @throws Problem when there is no such log; Interrupted on Ctrl-C */
export async function* logEvents(cloud: Owned, group: string, wanted: Wanted): AsyncGenerator<LogEvent> {
  const { to, phrase, signal, pattern = phrase && `"${phrase}"` } = wanted;
  const seen = new Set<string>();
  let nextToken: string | undefined;
  let startTime = wanted.from;
  let more = true;
  while (more) {
    if (signal?.aborted) throw new Interrupted();
    const page = await absentWhen(['ResourceNotFoundException'], () =>
      cloud.logs.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime,
          ...(to !== undefined && { endTime: to }),
          ...(pattern && { filterPattern: pattern }),
          ...(nextToken && { nextToken }),
          limit: PAGE,
        }),
      ),
    );
    if (!page) throw notThere(cloud, 'log', group);
    const events = identified(page.events ?? []);
    const fresh = events.filter(({ id }) => !seen.has(id));
    for (const event of fresh) {
      seen.add(event.id);
      yield event;
    }
    nextToken = page.nextToken;
    // The local cloud gives a full page and no way to the next: we ask again from the last moment that we saw.
    const cut = !nextToken && events.length === PAGE && fresh.length > 0;
    if (cut) startTime = events.at(-1)?.time ?? startTime;
    more = cut || nextToken !== undefined;
  }
}

/** The local cloud gives no ids to what functions log: there, the same text at the same moment in one stream is told apart by its place. */
function identified(events: readonly FilteredLogEvent[]): LogEvent[] {
  const places = new Map<string, number>();
  return events.map(({ eventId, logStreamName, timestamp = 0, message = '' }) => {
    const name = `${logStreamName} ${timestamp} ${message}`;
    const place = (places.get(name) ?? 0) + 1;
    places.set(name, place);
    return { id: eventId ?? `${name} ${place}`, time: timestamp, text: message.trimEnd() };
  });
}
