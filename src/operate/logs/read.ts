// Reads the logs of the functions, page by page, each line once.
// Notice: CloudWatch's filter only reduces the number of lines. JSON patterns do not work everywhere (the local cloud
// returns every line), so our own code chooses the lines.

import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Owned } from '../../aws/clients.ts';
import { Interrupted } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../not-there.ts';

/** One event of a log stream. */
export interface LogEvent {
  /** The same each time it is read. */
  readonly id: string;
  /** Milliseconds since 1970, from the function's runtime. */
  readonly time: number;
  readonly text: string;
}

export interface Wanted {
  /** Milliseconds since 1970, inclusive. */
  readonly from: number;
  readonly to?: number;
  /** A phrase that CloudWatch searches, for rare lines; without quotation marks. */
  readonly phrase?: string;
  /** A pattern for the fields of JSON lines. The local cloud returns every line, so the caller must check again. */
  readonly pattern?: string;
  readonly signal?: AbortSignal;
}

/** The most that CloudWatch gives at once (CloudWatch Logs API reference, FilterLogEvents). */
const PAGE = 10_000;

/** The events of each stream in order. @throws Problem when there is no such log; Interrupted on Ctrl-C */
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
    if (!page) throw notThere(cloud, { en: 'log', pt: 'grupo de logs' }, group);
    const events = identified(page.events ?? []);
    const fresh = events.filter(({ id }) => !seen.has(id));
    for (const event of fresh) {
      seen.add(event.id);
      yield event;
    }
    nextToken = page.nextToken;
    // The local cloud gives a full page and no token for the next: we ask again from the time of the last line.
    const cut = !nextToken && events.length === PAGE && fresh.length > 0;
    if (cut) startTime = events.at(-1)?.time ?? startTime;
    more = cut || nextToken !== undefined;
  }
}

/** The local cloud gives no ids to lines of functions. Equal lines of one time differ by their place in the stream. */
function identified(events: readonly FilteredLogEvent[]): LogEvent[] {
  const places = new Map<string, number>();
  return events.map(({ eventId, logStreamName, timestamp = 0, message = '' }) => {
    const name = `${logStreamName} ${timestamp} ${message}`;
    const place = (places.get(name) ?? 0) + 1;
    places.set(name, place);
    return { id: eventId ?? `${name} ${place}`, time: timestamp, text: message.trimEnd() };
  });
}
