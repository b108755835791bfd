/**
 * Reading the object that the event spoke of: that version, or no other.
 *
 * Notice `responseChecksumValidation`. The SDK verifies S3's checksum in JavaScript, at a third of the speed of
 * everything else together. TLS already guards each byte on its way; what is left is a stream that ends too
 * early, and comparing the number of bytes finds that.
 */
import { addAbortSignal, Readable } from 'node:stream';
import { GetObjectCommand, type S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { type Count, countLines } from './count-lines.ts';
import { fromObjectStore } from './failure.ts';
import type { Upload } from './message.ts';

/** Milliseconds, all far below the function's time-out: in a private network a missing route is only silence. */
export const S3_SETTINGS: S3ClientConfig = {
  responseChecksumValidation: 'WHEN_REQUIRED',
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 1_500,
    requestTimeout: 5_000, // until the headers are there; the body may take as long as it flows
    throwOnRequestTimeout: true, // without it the SDK only prints a warning
    socketTimeout: 5_000, // a body that stops flowing
  },
};

/**
 * Counts the lines of exactly the version that `upload` names.
 * Throws `PermanentFailure`, `Overwritten`, or what a retry may cure (`signal` aborted among it).
 */
export async function countObject(s3: S3Client, upload: Upload, signal: AbortSignal): Promise<Count> {
  const { body, length } = await open(s3, upload, signal);
  const count = await countLines(addAbortSignal(signal, body));
  if (count.bytes !== length)
    throw new Error(`Read ${count.bytes} bytes of ${upload.key}, but S3 announced ${length}: the stream broke off.`);
  return count;
}

async function open(s3: S3Client, { bucket, key, size, versionId, etag }: Upload, signal: AbortSignal) {
  // With versions the event's own version is still there; without, the ETag says whether it is.
  const exactly = versionId ? { VersionId: versionId } : etag ? { IfMatch: `"${etag}"` } : {};
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...exactly });
  const answer = await s3.send(command, { abortSignal: signal }).catch((error) => {
    throw fromObjectStore(error);
  });
  if (!(answer.Body instanceof Readable)) throw new Error(`S3 answered without a body for ${key}.`);
  return { body: answer.Body, length: answer.ContentLength ?? size };
}
