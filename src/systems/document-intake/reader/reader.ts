/**
 * From an event of S3 to a result, a tag and a notice.
 *
 * Notice the order: result, notice, mail, tag. The tag is written last, so it says that all is done. When the function ends in
 * between, Lambda calls again and everything is done once more; then people may hear twice, but nothing is left out.
 */
import type { Context } from 'aws-lambda';
import type { Language } from '../../../engine/text.ts';
import { Gone, type OpenObject } from '../../../runtime/read-object.ts';
import { type ObjectEvent, readObjectEvents } from '../../../runtime/s3-event.ts';
import { LARGEST_DOCUMENT } from '../intake/limits.ts';
import { type Reading, rejected, tooLarge } from '../intake/read.ts';
import { Rejection } from '../intake/rejection.ts';
import type { Result } from '../intake/result.ts';
import { csvKey } from '../result-keys.ts';
import type { TellByMail } from './mails.ts';
import { noticeOf } from './notice.ts';
import type { Publish } from './publish.ts';
import { padded, type Results } from './results.ts';
import type { DocumentTag } from './tag.ts';
import type { Telemetry } from './telemetry.ts';

export interface Tools {
  /** @throws Gone when it is not there any more */
  open(event: ObjectEvent, signal: AbortSignal): Promise<OpenObject>;
  /** Reads a document within limits of time and memory. */
  read(bytes: Buffer): Promise<Reading>;
  readonly results: Pick<Results, 'known' | 'put'>;
  readonly tag: Pick<DocumentTag, 'read' | 'write'>;
  readonly publish: Publish;
  readonly tellByMail: TellByMail;
  /** Which results people hear of by mail. */
  readonly mail: 'rejected' | 'all';
  readonly telemetry: Telemetry;
  readonly language: Language;
}

/** Milliseconds in which an object of the largest size has come, or never will. */
const DOWNLOAD = 20_000;

export const documentReader = (tools: Tools) => async (event: unknown, context: Context) => {
  tools.telemetry.begin(context);
  try {
    for (const one of readObjectEvents(event)) await take(one, tools, () => context.getRemainingTimeInMillis());
  } finally {
    tools.telemetry.end(context.getRemainingTimeInMillis());
  }
};

async function take(event: ObjectEvent, tools: Tools, remaining: () => number): Promise<void> {
  const { results, tag, publish, tellByMail, telemetry, language } = tools;
  if (!event.name.startsWith('ObjectCreated:')) return telemetry.passedOver('ignored', event);
  const known = await results.known(event.key);
  if (known.some(({ sequencer }) => sequencer > padded(event))) return telemetry.passedOver('overtaken', event);
  if (known.some(({ sequencer }) => sequencer === padded(event)) && (await tag.read(event)))
    return telemetry.passedOver('repeated', event);

  const { finding, csv } = await readingOf(event, tools);
  const result: Result = {
    ...{ format: 1, source: sourceOf(event) },
    ...(csv.length && { csv: csv.map((_, sheet) => csvKey(event.key, sheet)) }),
    ...finding,
  };
  await results.put(event, result, csv, known);
  const notice = noticeOf(result, language);
  await publish(notice);
  if (tools.mail === 'all' || result.status === 'rejected') await tellByMail(notice, padded(event), remaining);
  telemetry.judged(event, result, await tag.write(event, result.status));
}

async function readingOf(event: ObjectEvent, { open, read }: Tools): Promise<Reading> {
  const large = tooLarge(event.size ?? 0);
  if (large) return large;
  try {
    const { body } = await open(event, AbortSignal.timeout(DOWNLOAD));
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (length > LARGEST_DOCUMENT) return tooLarge(length) as Reading; // the event said less
    }
    return await read(Buffer.concat(pieces));
  } catch (error) {
    if (error instanceof Gone) return rejected('unknown', new Rejection('gone', error.message));
    throw error;
  }
}

const sourceOf = ({ bucket, key, size = 0, etag, versionId, at }: ObjectEvent): Result['source'] => ({
  ...{ bucket, key, bytes: size },
  ...(etag && { etag }),
  ...(versionId && { versionId }),
  uploadedAt: at,
});
