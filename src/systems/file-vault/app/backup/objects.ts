// Objects that are written once. S3 compares the SHA-256 itself, and refuses a second object under the same key.

import { Readable } from 'node:stream';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Metadata } from './description.ts';

export interface Place {
  readonly s3: Pick<S3Client, 'send'>;
  readonly bucket: string;
}

/** An object's content. A stream cannot be sent twice, so each attempt opens it again. */
export interface Content {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly metadata?: Metadata;
  open(): Readable | Buffer | string;
}

export interface Written {
  readonly key: string;
  readonly version: string | undefined;
}

/**
 * For the clients that send streams. The SDK prints a line for each stream that met an error, also where that error is the
 * answer that we wait for. Errors themselves are thrown, not logged.
 */
export const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

const TRIES = 4;
/** A refusal that another attempt does not change. The SDK does not repeat a stream, so we repeat everything else. */
const FINAL = ['AccessDenied', 'BadDigest', 'InvalidDigest', 'NoSuchBucket', 'ExpiredToken', 'InvalidAccessKeyId'];

/**
 * Writes an object, or finds that it is there with the same content.
 * @throws Error when another content has this key; AWS's error
 */
export async function putOnce({ s3, bucket }: Place, key: string, content: Content): Promise<Written> {
  const ChecksumSHA256 = Buffer.from(content.sha256, 'hex').toString('base64');
  for (let tries = 1; ; tries += 1) {
    const Body = content.open();
    try {
      const { VersionId } = await s3.send(
        new PutObjectCommand({
          ...{ Bucket: bucket, Key: key, Body, ContentLength: content.bytes, Metadata: content.metadata },
          ...{ ChecksumAlgorithm: 'SHA256', ChecksumSHA256, IfNoneMatch: '*' },
        }),
      );
      return { key, version: VersionId };
    } catch (error) {
      const { name } = error as Error;
      if (name === 'PreconditionFailed') return sameAsThere({ s3, bucket }, key, ChecksumSHA256);
      if (FINAL.includes(name) || tries === TRIES) throw error;
    } finally {
      if (Body instanceof Readable) Body.destroy();
    }
    await new Promise((done) => setTimeout(done, 200 * 4 ** (tries - 1)));
  }
}

async function sameAsThere({ s3, bucket }: Place, key: string, wanted: string): Promise<Written> {
  const { ChecksumSHA256, VersionId } = await s3.send(
    new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' }),
  );
  if (ChecksumSHA256 !== wanted) throw new Error(`s3://${bucket}/${key} is there already, with another content`);
  return { key, version: VersionId };
}
