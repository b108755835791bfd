// Sends one file to the bucket in parts and counts its lines at the same time, without keeping it in memory.
// The stream has two readers, the upload and the count. It goes on when both have read a piece.

import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Owned } from '../../aws/clients.ts';
import { errorText, Interrupted, Problem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen } from '../../engine/wait.ts';
import { countLines } from '../../runtime/count-lines.ts';
import { printable } from '../../screen/table.ts';
import { notThere } from '../not-there.ts';

export interface Outgoing {
  readonly key: string;
  /** The size, when known. S3 takes at most 10,000 parts, so a huge file needs larger ones. */
  readonly bytes?: number;
  open(): Readable;
}

export interface Sent {
  readonly key: string;
  readonly bytes: number;
  /** The lines that the system should count. */
  readonly lines: number;
}

const MEBIBYTE = 1024 ** 2;
const SMALLEST_PART = 5 * MEBIBYTE;
const MOST_PARTS = 10_000;

/** Each request must be sent within the client's 60 s, on a slow line too, so two parts at once, not four. */
const PARTS_AT_ONCE = 2;

/**
 * Each part is sent with its CRC32, and S3 keeps that of the whole file, which a reader can check piece by piece. It is not
 * CRC64NVME, because Node.js has a fast CRC32, and the uploader here does not pass CRC64NVME of parts on to S3.
 */
const CHECKSUM = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;

/** Bytes of each part but the last; a file that fits into one part is sent whole. */
export const partSizeFor = (bytes: number): number =>
  Math.max(SMALLEST_PART, Math.ceil(bytes / MOST_PARTS / MEBIBYTE) * MEBIBYTE);

/** How many bytes of the file have arrived. */
export type Arrived = (bytes: number) => void;

/**
 * Sends one file and returns what is in it.
 * @throws Problem when it cannot be read to its end or S3 refuses it; Interrupted on Ctrl-C. No sent parts stay in S3.
 */
export async function upload(
  { s3, account }: Owned,
  bucket: string,
  file: Outgoing,
  signal: AbortSignal,
  arrived?: Arrived,
): Promise<Sent> {
  const { key, bytes = 0 } = file;
  if (signal.aborted) throw new Interrupted();
  const source = file.open();
  const [counted, sent] = [new PassThrough(), new PassThrough()];
  const sending = new Upload({
    client: s3,
    params: { Bucket: bucket, Key: key, Body: sent, ExpectedBucketOwner: account, ...CHECKSUM },
    partSize: partSizeFor(bytes),
    queueSize: PARTS_AT_ONCE,
  });
  if (arrived) sending.on('httpUploadProgress', ({ loaded = 0 }) => arrived(loaded));
  // Not `sending.abort()`, because that returns before its clean-up ends. A broken source ends it after the clean-up.
  const stop = () => void source.destroy(new Interrupted());
  signal.addEventListener('abort', stop, { once: true });
  const done = sending.done();
  try {
    const [count] = await Promise.all([countLines(counted), done, pipeline(source, counted), pipeline(source, sent)]);
    return { key, bytes: count.bytes, lines: count.lines };
  } catch (error) {
    source.destroy();
    await done.catch(() => {}); // it deletes the parts that were sent
    if (signal.aborted) throw new Interrupted();
    throw new Problem(
      {
        en: `Uploading ${printable(key)} to ${bucket}: ${errorText(error)}.`,
        pt: `Ao enviar ${printable(key)} para ${bucket}: ${errorText(error)}.`,
      },
      { cause: error, next: REST_AGAIN },
    );
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const REST_AGAIN: Text = {
  en: 'Files named above have arrived; run the command again for this one and those after it.',
  pt: 'Os arquivos citados acima chegaram; rode o comando de novo para este e os seguintes.',
};

/** @throws Problem when we have no such bucket */
export async function requireBucket(cloud: Owned, bucket: string): Promise<void> {
  const found = await absentWhen(['NotFound', 'NoSuchBucket'], () =>
    cloud.s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: cloud.account })),
  );
  if (!found) throw notThere(cloud, { en: 'bucket', pt: 'bucket' }, bucket);
}
