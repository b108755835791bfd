// The bucket of results: which event the result of a document is from, and putting a newer one in its place.

import {
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ObjectEvent } from '../../../runtime/s3-event.ts';
import type { Kind, Result } from '../intake/result.ts';
import { csvKey, jsonKey, jsonKeys } from '../result-keys.ts';

/** A result that is there already. */
interface Known {
  readonly kind: Kind;
  readonly at: string;
  readonly etag: string | undefined;
  /** Padded: comparable as text. */
  readonly sequencer: string;
  readonly sheets: number;
}

/** Lengths differ, so the shorter is padded on its right (S3 user guide, "Event message structure"). */
export const padded = ({ sequencer }: Pick<ObjectEvent, 'sequencer'>) => sequencer.padEnd(40, '0');

export class Results {
  readonly #s3: S3Client;
  readonly #bucket: string;

  constructor(s3: S3Client, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  /** Those of all kinds: more than one only after a crash. */
  async known(key: string): Promise<Known[]> {
    const heads = await Promise.all(jsonKeys(key).map((one) => this.#head(one.kind, one.at)));
    return heads.filter((head) => head !== undefined);
  }

  async #head(kind: Kind, at: string): Promise<Known | undefined> {
    try {
      const { ETag, Metadata = {} } = await this.#s3.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: at }));
      const { 'source-sequencer': sequencer = '', sheets = '0' } = Metadata;
      return { kind, at, etag: ETag, sequencer, sheets: Number(sheets) };
    } catch (error) {
      if (error instanceof Error && /^(NotFound|NoSuchKey)$/.test(error.name)) return undefined;
      throw error;
    }
  }

  /**
   * Puts the JSON, then the CSV, then removes what an older version left.
   * @param known what was there before
   * @throws PreconditionFailed when another event of the same document was quicker: a retry looks again
   */
  async put(event: ObjectEvent, result: Result, csv: readonly string[], known: readonly Known[]): Promise<void> {
    const { key, versionId = '', etag = '' } = event;
    const at = jsonKey(result.kind, key);
    const same = known.find((one) => one.at === at);
    const Metadata = {
      ...{ 'source-version': versionId, 'source-etag': etag, 'source-sequencer': padded(event) },
      sheets: String(csv.length),
    };
    await this.#put({
      ...{ Key: at, Body: JSON.stringify(result), ContentType: 'application/json', Metadata },
      ...(same ? { IfMatch: same.etag } : { IfNoneMatch: '*' }),
    });
    await Promise.all(
      csv.map((Body, sheet) =>
        this.#put({ Key: csvKey(key, sheet), Body, ContentType: 'text/csv; charset=utf-8', Metadata }),
      ),
    );
    const sheets = Math.max(0, ...known.map((one) => one.sheets));
    const old = [
      ...known.filter((one) => one.at !== at).map((one) => one.at),
      ...Array.from({ length: Math.max(0, sheets - csv.length) }, (_, more) => csvKey(key, csv.length + more)),
    ];
    await Promise.all(old.map((Key) => this.#s3.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key }))));
  }

  #put = (object: Omit<PutObjectCommandInput, 'Bucket'>) =>
    this.#s3.send(new PutObjectCommand({ Bucket: this.#bucket, ...object }));
}
