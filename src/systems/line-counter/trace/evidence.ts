// All facts about one file: the object in the bucket, its record, the worker's log lines, and the two queues. Of the
// jobs queue we ask only the size, because reading messages would take them away from the worker.

import type { Owned } from '../../../aws/clients.ts';
import { type Depth, depthOf } from '../../../operate/dead-letters/depth.ts';
import { readDeadLetters } from '../../../operate/dead-letters/read-dead-letters.ts';
import { type Explained, explain } from '../../../operate/dead-letters/reasons.ts';
import type { DeadLetterSource } from '../../../operate/dead-letters/source.ts';
import { endedByLambda, readLine } from '../../../operate/logs/line.ts';
import type { LogLine } from '../../../operate/logs/log-line.ts';
import { logEvents } from '../../../operate/logs/read.ts';
import { headObject } from '../../../operate/upload/head-object.ts';
import type { Names } from '../names.ts';
import type { FileRecord } from '../record.ts';
import { getRecords, isAbout } from '../records.ts';

export interface Evidence {
  /** The object that is in the bucket now. */
  readonly object?: { readonly at: Date };
  readonly record?: FileRecord;
  /** Is the record about the present object? */
  readonly current: boolean;
  /** The worker's lines about this file since the upload, in order. */
  readonly lines: readonly LogLine[];
  /** Runs of the worker that Lambda ended since the upload. Their lines name no file. */
  readonly ended: readonly LogLine[];
  /** Size of the jobs queue, and the dead letters about this file. Asked only while there is no current record. */
  readonly queue?: Depth;
  readonly dead: readonly Explained[];
}

/** Milliseconds by which the clocks of S3, SQS and Lambda may differ. */
const SLACK = 5_000;
/** Most dead letters that we read. */
const MOST = 1_000;

export async function evidenceOf(
  cloud: Owned,
  where: Names,
  source: DeadLetterSource,
  key: string,
  signal: AbortSignal,
): Promise<Evidence> {
  const clues = await seenSoFar(cloud, where, key, signal);
  if (clues.current) return { ...clues, dead: [] };

  const [queue, deadLetters] = await Promise.all([depthOf(cloud, where.queue), depthOf(cloud, where.deadLetters)]);
  const { letters } = await readDeadLetters(cloud, deadLetters.url, MOST, signal);
  const explained = await explain(cloud, source, letters, signal);
  const dead = explained.filter(({ files }) => files.some((file) => file.bucket === where.bucket && file.key === key));
  return { ...clues, queue, dead };
}

/** What can be asked often: it receives no message, and so hides none from others. */
export async function seenSoFar(
  cloud: Owned,
  where: Pick<Names, 'bucket' | 'worker' | 'reader'>,
  key: string,
  signal: AbortSignal,
): Promise<Omit<Evidence, 'dead'>> {
  const log = `/aws/lambda/${where.worker}`;
  const [head, [record]] = await Promise.all([headObject(cloud, where.bucket, key), getRecords(cloud, where, [key])]);
  const object = head && { at: head.lastModified ?? new Date(0) };
  const current = record !== undefined && isAbout(record, head);
  const uploaded = current ? Date.parse(record.uploadedAt) : (object?.at.getTime() ?? Number.NaN);
  const lines: LogLine[] = [];
  const ended = new Map<string, LogLine>();
  if (!Number.isNaN(uploaded))
    for await (const event of logEvents(cloud, log, { from: uploaded - SLACK, signal })) {
      const line = readLine(event);
      if (line && names(line, where.bucket, key)) lines.push(line);
      else if (line && endedByLambda(line)) ended.set(line.id, line);
    }
  return {
    current,
    lines: inOrder(lines),
    ended: inOrder([...ended.values()]),
    ...(object && { object }),
    ...(record && { record }),
  };
}

const names = ({ files }: LogLine, bucket: string, key: string) =>
  files.some((file) => file.bucket === bucket && file.key === key);

const inOrder = (lines: LogLine[]) => lines.sort((one, other) => +one.at - +other.at);
