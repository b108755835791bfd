// Copies the journal to CloudWatch Logs. The journal itself stays on the volume, so an outage of CloudWatch delays the
// copy and loses nothing. Notice: PutLogEvents answers 200 also when it refuses old events, so we read what it refused.

import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  type RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Journal } from './journal.ts';
import { linesFrom, readCursor, writeCursor } from './lines.ts';
import type { AuditRecord } from './record.ts';

/** Limits of one call (CloudWatch Logs API reference, PutLogEvents). */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const BYTES_AN_EVENT = 26;
const SPAN_MS = 23 * 60 * 60 * 1000;
/** Bytes of the journal that are read at once. Below the limit, so that few batches are cut. */
const READ = 768 * 1024;

export interface Destination {
  readonly logs: Pick<CloudWatchLogsClient, 'send'>;
  readonly group: string;
  /** One for each program and instance. */
  readonly stream: string;
}

/** Copies everything that is new. @returns how many lines @throws AWS's error: the next call continues at the same line */
export async function ship(journal: Journal, to: Destination): Promise<number> {
  const cursorPath = `${journal.path}.shipped`;
  let shipped = 0;
  let offset = await startOf(journal.path, cursorPath);
  for (;;) {
    const { lines } = await linesFrom(journal.path, offset, READ);
    const batch = firstBatch(lines);
    const [first] = batch;
    if (!first) return shipped;
    const refused = await put(to, batch);
    offset += batch.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    await writeCursor(cursorPath, { chain: (JSON.parse(first) as AuditRecord).chain, offset });
    if (refused)
      await journal.append({
        action: 'ship',
        outcome: 'refused',
        count: batch.length,
        reason: JSON.stringify(refused),
      });
    shipped += batch.length;
  }
}

/** A cursor of another chain belongs to a journal that was set aside. */
async function startOf(path: string, cursorPath: string): Promise<number> {
  const cursor = await readCursor(cursorPath);
  if (!cursor) return 0;
  const [first] = (await linesFrom(path, 0, READ)).lines;
  return first && (JSON.parse(first) as AuditRecord).chain === cursor.chain ? cursor.offset : 0;
}

/** As many lines as one call may carry, at least one. */
export function firstBatch(lines: readonly string[]): readonly string[] {
  let bytes = 0;
  const begin = lines[0] === undefined ? 0 : timeOf(lines[0]);
  const end = lines.findIndex((line, index) => {
    bytes += Buffer.byteLength(line) + BYTES_AN_EVENT;
    return index > 0 && (index >= MOST_EVENTS || bytes > MOST_BYTES || timeOf(line) - begin > SPAN_MS);
  });
  return end < 0 ? lines : lines.slice(0, end);
}

const timeOf = (line: string) => Date.parse((JSON.parse(line) as AuditRecord).time);

async function put({ logs, group, stream }: Destination, lines: readonly string[]) {
  // The clock of a machine may be set back; CloudWatch wants rising times.
  let latest = 0;
  const logEvents = lines.map((message) => {
    latest = Math.max(latest, timeOf(message));
    return { timestamp: latest, message };
  });
  const at = { logGroupName: group, logStreamName: stream };
  const send = async (): Promise<RejectedLogEventsInfo | undefined> =>
    (await logs.send(new PutLogEventsCommand({ ...at, logEvents }))).rejectedLogEventsInfo;
  try {
    return await send();
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    await logs.send(new CreateLogStreamCommand(at)).catch((refused: Error) => {
      if (refused.name !== 'ResourceAlreadyExistsException') throw refused;
    });
    return send();
  }
}
