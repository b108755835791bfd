// The two objects that are made of a file. They are written while no other event of the file is worked on, so an old event
// that comes late can overwrite nothing.

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { jsonLines } from './json-lines.ts';
import type { Places } from './names.ts';
import type { Rows } from './rows.ts';

export interface Objects {
  /** @param parquet path of the Parquet file on disk */
  put(bucket: string, places: Places, parquet: string, rows: Rows): Promise<void>;
  remove(bucket: string, places: Places): Promise<void>;
}

export const objectsIn = (s3: S3Client): Objects => {
  const put = (Bucket: string, Key: string, Body: Readable, ContentType: string) =>
    new Upload({ client: s3, params: { Bucket, Key, Body, ContentType }, queueSize: 2 }).done();
  return {
    async put(bucket, places, parquet, rows) {
      await put(bucket, places.parquet, createReadStream(parquet), 'application/vnd.apache.parquet');
      await put(bucket, places.json, Readable.from(jsonLines(rows), { objectMode: false }), 'application/x-ndjson');
    },
    async remove(Bucket, { parquet, json }) {
      for (const Key of [parquet, json]) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
};
