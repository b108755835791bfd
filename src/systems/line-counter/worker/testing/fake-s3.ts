// A fake S3: objects in memory, with notifications, versions, and errors for deleted objects. It is used only where
// thousands of files are put and read in a second. The real requests to S3 are tested elsewhere, over HTTP.

import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Upload } from '../message.ts';
import { S3Refusal, type Store } from '../s3-reading/object-store.ts';

interface Version {
  versionId: string;
  etag: string;
  body: Buffer;
}

/** A bucket whose name begins with this keeps every version. */
export const VERSIONED = 'with-versions';

export class FakeS3 implements Store {
  readonly #versions = new Map<string, Version[]>();
  #writes = 0;

  /** Puts a file of so many lines. Gives the message that S3 would send. `minute` becomes the time of the upload. */
  put(bucket: string, key: string, lines: number) {
    this.#writes += 1;
    const id = this.#writes.toString(16).toUpperCase().padStart(8, '0');
    const body = Buffer.from('x\n'.repeat(lines));
    const kept = bucket.startsWith(VERSIONED) ? this.#of(bucket, key) : [];
    this.#versions.set(`${bucket}/${key}`, [...kept, { versionId: `v${id}`, etag: `e${id}`, body }]);
    const object = {
      key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
      size: body.length,
      eTag: `e${id}`,
      ...(bucket.startsWith(VERSIONED) && { versionId: `v${id}` }),
      sequencer: id,
    };
    // Each write has its own minute, because a mail shows minutes: so it shows which write it means.
    const eventTime = new Date(Date.UTC(2025, 0, 1) + this.#writes * 60_000).toISOString();
    return { eventName: 'ObjectCreated:Put', eventTime, s3: { bucket: { name: bucket }, object } };
  }

  /** Deletes the newest version. In a bucket without versions it deletes the file. */
  remove(bucket: string, key: string): void {
    this.#of(bucket, key).pop();
  }

  async open({ bucket, key, versionId, etag }: Upload, signal: AbortSignal): Promise<IncomingMessage> {
    signal.throwIfAborted();
    const versions = this.#of(bucket, key);
    const found = versionId ? versions.find((one) => one.versionId === versionId) : versions.at(-1);
    if (!found) throw refusal(404, versionId ? 'NoSuchVersion' : 'NoSuchKey');
    if (!versionId && found.etag !== etag) throw refusal(412, 'PreconditionFailed');
    const answer = Readable.from([found.body], { objectMode: false });
    const headers = { 'content-length': String(found.body.length) };
    return Object.assign(answer, { headers }) as unknown as IncomingMessage;
  }

  #of(bucket: string, key: string): Version[] {
    return this.#versions.get(`${bucket}/${key}`) ?? [];
  }
}

export const refusal = (status: number, code: string) =>
  new S3Refusal(status, `<Error><Code>${code}</Code><Message>as on a bad day</Message></Error>`);
