// At most one mail a second, whatever the number of invocations: the time of the last mail stands in an object of the
// bucket of results. S3 changes it only for whoever has seen its last state, so of many that try, one succeeds.

import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

const KEY = 'mails/last';
/** Milliseconds between two mails. SNS ends an e-mail subscription above ten a second (SNS quotas, "Email delivery"). */
export const BETWEEN_MAILS = 1_000;
/** Somebody else was quicker (S3 user guide, "How to prevent object overwrites with conditional writes"). */
const LOST = /^(PreconditionFailed|ConditionalRequestConflict)$/;

export class MailSlot {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #now: () => number;

  /** @param now milliseconds since 1970; the clocks of two invocations differ by a few */
  constructor(s3: S3Client, bucket: string, now = Date.now) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#now = now;
  }

  /** @returns 0 when the next mail is ours; else after how many milliseconds to ask again */
  async claim(): Promise<number> {
    const last = await this.#last();
    const now = this.#now();
    const wait = last ? Math.min(last.at + BETWEEN_MAILS - now, BETWEEN_MAILS) : 0;
    if (wait > 0) return wait;
    try {
      await this.#s3.send(
        new PutObjectCommand({
          ...{ Bucket: this.#bucket, Key: KEY, Body: String(now) },
          ...(last ? { IfMatch: last.etag } : { IfNoneMatch: '*' }),
        }),
      );
      return 0;
    } catch (error) {
      if (error instanceof Error && LOST.test(error.name)) return BETWEEN_MAILS;
      throw error;
    }
  }

  async #last(): Promise<{ readonly etag: string | undefined; readonly at: number } | undefined> {
    try {
      const { ETag, Body } = await this.#s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: KEY }));
      return { etag: ETag, at: Number(await Body?.transformToString()) };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  }
}
