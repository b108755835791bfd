/**
 * From an event of S3 to a file in four places: Parquet and JSON lines in S3, rows in PostgreSQL, items in DynamoDB.
 *
 * Notice the order. PostgreSQL holds a lock for the file while the other places are written, and its commit comes last. So a
 * function that is killed anywhere has done nothing that counts, and Lambda's next try does all of it again. Of two uploads
 * of a file the newer wins in all four places, in whatever order their events come.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { Gone, type OpenObject } from '../../../runtime/read-object.ts';
import { type ObjectEvent, readObjectEvents } from '../../../runtime/s3-event.ts';
import { decode } from './decode.ts';
import { type Items, type NewRecord, Superseded } from './items.ts';
import { isCsv, type Places, placesOf, rivalsOf } from './names.ts';
import type { Objects } from './objects.ts';
import { readParquet, writeParquet } from './parquet.ts';
import type { Lake, Outcome, Write } from './postgres/lake.ts';
import { TableRefusal } from './postgres/table-refusal.ts';
import { Refused } from './refusal.ts';
import { readTable, type Table } from './table.ts';
import type { Telemetry } from './telemetry.ts';

export interface Tools {
  /** @throws Gone when it is not there any more */
  read(event: ObjectEvent, signal: AbortSignal): Promise<OpenObject>;
  readonly lake: Lake;
  readonly items: Items;
  readonly objects: Objects;
  readonly telemetry: Telemetry;
  /** A larger file is refused before it is read. */
  readonly maxBytes: number;
}

/** Milliseconds before the time-out at which reading stops. */
const MARGIN = 15_000;

export const converter = (tools: Tools) => async (event: unknown, context: Context) => {
  tools.telemetry.begin(context);
  try {
    for (const one of readObjectEvents(event))
      if (one.name.startsWith('ObjectCreated:') && isCsv(one.key)) await convert(one, tools, context);
      else tools.telemetry.ignored(one);
  } finally {
    tools.telemetry.end(context.getRemainingTimeInMillis());
  }
};

async function convert(event: ObjectEvent, tools: Tools, context: Context): Promise<void> {
  const places = placesOf(event.key);
  const { size = 0 } = event;
  try {
    if (event.unnamed) throw new Refused('its name is badly encoded');
    if (!places) throw new Refused('its name has no dataset: it must be in/DATASET/NAME.csv');
    if (size > tools.maxBytes) throw new Refused(`it has ${size} bytes; at most ${tools.maxBytes} can be converted`);
    const { text, encoding } = decode(await contentOf(event, tools, context));
    await load(event, places, { table: readTable(text), encoding }, tools);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Gone || error instanceof TableRefusal)) throw error;
    await refuse(event, places, error.message.replace(/\.$/, ''), tools);
  }
}

async function contentOf(event: ObjectEvent, { read }: Tools, context: Context): Promise<Buffer> {
  const stop = AbortSignal.timeout(Math.max(1, context.getRemainingTimeInMillis() - MARGIN));
  const { body } = await read(event, stop);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Read {
  readonly table: Table;
  readonly encoding: string;
}

async function load(event: ObjectEvent, places: Places, { table, encoding }: Read, tools: Tools): Promise<void> {
  const { items, objects, telemetry } = tools;
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const path = join(folder, 'table.parquet');
  try {
    await writeParquet(path, table);
    const { rows, ragged, columns } = table;
    const record = recordOf(event, places, { status: 'success', rows, ragged, columns, encoding });
    let stored = 0;
    const outcome = await replace(event, places, tools, async (taken) => {
      if (taken)
        throw new Refused(`its name differs from ${taken} only in the ending, and their files would be the same`);
      stored = await items.replace(record, table);
      await objects.put(event.bucket, places, path, table);
      return readParquet(path);
    });
    // Of a repeated event, too: the function may have been killed right before this.
    if (outcome !== 'older') await items.finish(record.key, record.sequencer);
    telemetry.loaded(event, outcome, record, stored);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The places show what is in the newest upload: a refused one has no rows. */
async function refuse(event: ObjectEvent, places: Places | undefined, reason: string, tools: Tools): Promise<void> {
  const { items, objects, telemetry } = tools;
  const record = recordOf(event, places, { status: 'failure', reason, rows: 0, ragged: 0, columns: [] });
  const outcome = await replace(event, places, tools, async (taken) => {
    await items.replace(record, undefined);
    if (places && !taken) await objects.remove(event.bucket, places);
    return undefined;
  });
  if (outcome !== 'older') await items.finish(record.key, record.sequencer);
  telemetry.refused(event, outcome, record);
}

/** Sequencers differ in length, so they are padded on the right (S3 user guide, "Event message structure"). */
const DIGITS = 40;
const orderOf = ({ sequencer }: ObjectEvent) => sequencer.padEnd(DIGITS, '0');

/** @param write the items first: they may say that a newer upload has begun, and then nothing of this one is written */
async function replace(
  event: ObjectEvent,
  places: Places | undefined,
  { lake }: Tools,
  write: Write,
): Promise<Outcome> {
  const { bucket, key, at } = event;
  const rivals = places ? rivalsOf(key) : [];
  const version = { bucket, key, rivals, sequencer: orderOf(event), at, dataset: places?.dataset ?? 'none' };
  try {
    return await lake.replace(version, write);
  } catch (error) {
    if (error instanceof Superseded) return 'older';
    throw error;
  }
}

type Found = Pick<NewRecord, 'status' | 'rows' | 'ragged' | 'columns'> & { reason?: string; encoding?: string };

const recordOf = (event: ObjectEvent, places: Places | undefined, found: Found): NewRecord => ({
  ...{ key: event.key, sequencer: orderOf(event), dataset: places?.dataset ?? '', bytes: event.size ?? 0 },
  ...found,
  ...(places && found.status === 'success' && { parquet: places.parquet, json: places.json }),
  ...(event.etag && { etag: event.etag }),
  ...(event.versionId && { versionId: event.versionId }),
  ...{ uploadedAt: event.at, at: new Date().toISOString() },
});
