/**
 * From an event of S3 to items in the table, one item an event.
 *
 * Notice what is not an error here: a file that is broken, gone or too large is an item with the status `failure`. Only what
 * a retry may cure is thrown. Lambda then calls again, twice at most, and keeps the event in the failure queue.
 */
import type { Context } from 'aws-lambda';
import { Gone, type OpenObject } from '../../../runtime/read-object.ts';
import { type ObjectEvent, readObjectEvents } from '../../../runtime/s3-event.ts';
import { eventKey, type Findings, type Item } from '../item.ts';
import { examine } from './examine.ts';
import type { Telemetry } from './telemetry.ts';

export interface Tools {
  /** @throws Gone when it is not there any more */
  read(event: ObjectEvent, signal: AbortSignal): Promise<OpenObject>;
  /** @returns false when the item was there already: nothing was changed */
  store(item: Item): Promise<boolean>;
  readonly telemetry: Telemetry;
  /** A larger file is a failure. */
  readonly maxBytes: number;
}

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

export const auditWriter = (tools: Tools) => async (event: unknown, context: Context) => {
  tools.telemetry.begin(context);
  try {
    for (const one of readObjectEvents(event)) {
      const item = itemOf(one, await findingsOf(one, tools, context));
      tools.telemetry.written(one, item, await tools.store(item));
    }
  } finally {
    tools.telemetry.end(context.getRemainingTimeInMillis());
  }
};

function itemOf(event: ObjectEvent, findings: Findings): Item {
  const processedAt = new Date().toISOString();
  return {
    ...{ file: event.key, event: eventKey(event), day: processedAt.slice(0, 10) },
    ...findings,
    ...{ etag: event.etag, versionId: event.versionId, uploadedAt: event.at, processedAt },
    ...{ uploadedBy: event.by, sourceIp: event.sourceIp, requestId: event.requestId },
  } as Item;
}

/** Milliseconds before the time-out at which reading stops: enough to write the item. */
const MARGIN = 15_000;

/** A deletion is an event like any other, and there is nothing to read. */
async function findingsOf(event: ObjectEvent, { read, maxBytes }: Tools, context: Remaining): Promise<Findings> {
  if (!event.name.startsWith('ObjectCreated:')) return { status: 'success' };
  if (event.unnamed) return failure('its name is badly encoded');
  if ((event.size ?? 0) > maxBytes) return { ...failure('too large'), bytes: event.size as number };
  const remaining = context.getRemainingTimeInMillis();
  const stop = AbortSignal.timeout(Math.max(1, remaining - Math.min(MARGIN, remaining / 3)));
  let known: Partial<Findings> = {};
  try {
    const { body, contentType, metadata } = await read(event, stop);
    known = { ...(contentType && { contentType }), ...(metadata && { metadata }) };
    return { ...(await examine(event.key, body)), ...known };
  } catch (error) {
    if (error instanceof Gone) return failure(error.message);
    if (!stop.aborted) throw error;
    return { ...failure('too large to be read in time'), ...known, ...(event.size && { bytes: event.size }) };
  }
}

const failure = (reason: string): Findings => ({ status: 'failure', reason });
