// For tests: the four places for real, a function that converts into them, and what is in each of them afterwards.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context } from 'aws-lambda';
import { unwatched } from '../../../../engine/wait.ts';
import { dynamoTable } from '../../../../resources/dynamodb/table.ts';
import { s3Bucket } from '../../../../resources/s3/bucket.ts';
import { objectReader } from '../../../../runtime/read-object.ts';
import { PURPOSE as about } from '../../../../testing/recorder.ts';
import { FILES, FILES_KEY, type FileRecord, KEY } from '../../record.ts';
import { converter, type Tools } from '../converter.ts';
import { itemsIn } from '../items.ts';
import { placesOf } from '../names.ts';
import { objectsIn } from '../objects.ts';
import { readParquet } from '../parquet.ts';
import { lakeOf } from '../postgres/lake.ts';
import { readyDatabase } from '../postgres/testing/database.ts';
import { Telemetry } from '../telemetry.ts';
import { allOf } from './read-all.ts';

const SILENT = { addContext() {}, info() {}, warn() {}, addMetric() {}, publishStoredMetrics() {} };

/** An event of S3 with one record. */
export interface Event {
  readonly Records: readonly [
    { readonly s3: { readonly object: { readonly key: string; readonly sequencer: string } } },
  ];
}

export async function openWorkplace() {
  const database = await readyDatabase();
  const { cloud, name } = database;
  const ctx = unwatched();
  const bucket = `${name}-${cloud.account}`;
  const table = `${name}-items`;
  await s3Bucket(cloud, { name: bucket, about }).ensure({}, ctx);
  await dynamoTable(cloud, { name: table, about, key: KEY, indexes: { [FILES]: FILES_KEY } }).ensure({}, ctx);
  let count = 0;

  const tools = (
    more: { maxItems?: number; dynamodb?: Pick<DynamoDBClient, 'send'> } & Partial<Tools> = {},
  ): Tools => ({
    read: objectReader(cloud.s3),
    lake: lakeOf(database.settings),
    items: itemsIn(more.dynamodb ?? cloud.dynamodb, table, more.maxItems ?? 100_000),
    objects: objectsIn(cloud.s3),
    telemetry: new Telemetry(SILENT as never, SILENT as never),
    maxBytes: 10_000_000,
    ...more,
  });

  /** Uploads a file. @returns its event, whose sequencer rises from one upload to the next */
  async function put(key: string, content: string | Uint8Array): Promise<Event> {
    const sent = new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(content) });
    const { ETag, VersionId } = await cloud.s3.send(sent);
    count += 1;
    const object = {
      ...{ key: encodeURIComponent(key).replaceAll('%20', '+'), size: Buffer.byteLength(content) },
      ...{ eTag: ETag?.replaceAll('"', ''), versionId: VersionId },
      sequencer: count.toString(16).padStart(16, '0').toUpperCase(),
    };
    return {
      Records: [
        {
          eventName: 'ObjectCreated:Put',
          eventTime: new Date().toISOString(),
          s3: { bucket: { name: bucket }, object },
        },
      ],
    } as unknown as Event;
  }

  const convert = (event: unknown, with_: Tools = tools()) =>
    converter(with_)(event, { getRemainingTimeInMillis: () => 60_000 } as Context);

  async function object(key: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  }

  /** Every item of the table: the files' own and those of rows. */
  async function items() {
    const all: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client: cloud.dynamodb }, { TableName: table }))
      all.push(...Items.map((item) => unmarshall(item, { wrapNumbers: (text) => text })));
    return {
      files: all.filter(({ sk }) => sk === '0') as unknown as (FileRecord & { pk: string })[],
      rows: all.filter(({ sk }) => sk !== '0') as { pk: string; sk: string }[],
    };
  }

  /** Rows of a file in the Parquet file and the JSON lines; undefined where there is none. */
  async function files(key: string) {
    const places = placesOf(key);
    if (!places) throw new Error(`${key} has no dataset.`);
    const [parquet, json] = await Promise.all([object(places.parquet), object(places.json)]);
    const folder = mkdtempSync(join(tmpdir(), 'read-'));
    const path = join(folder, 'table.parquet');
    if (parquet) writeFileSync(path, parquet);
    const rows = parquet && (await allOf(await readParquet(path)));
    rmSync(folder, { recursive: true });
    return { parquet: rows, json: json?.toString() };
  }

  return {
    ...database,
    bucket,
    table,
    tools,
    put,
    convert,
    object,
    items,
    files,
    ctx,
    mark: randomBytes(3).toString('hex'),
  };
}

export type Workplace = Awaited<ReturnType<typeof openWorkplace>>;
