/**
 * Reading the object that the event spoke of: that version, or no other, and all of its bytes.
 *
 * Notice that the checksum of S3 is verified while the lines are counted. It covers the way from S3's disks to this loop;
 * TLS would guard the network alone. Where it cannot be verified the record says so.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Algorithm, type Count, Tally } from '../../../../runtime/count-lines.ts';
import type { Checksum } from '../../record.ts';
import { fromObjectStore } from '../failure.ts';
import type { Upload } from '../message.ts';
import type { Store } from './object-store.ts';
import { pieceDone } from './young-garbage.ts';

/** Those that are reckoned here, the one S3 adds by itself first. */
const VERIFIED = ['crc64nvme', 'crc32'] as const satisfies Algorithm[];
/** Any kind, also one that S3 does not have yet. */
const CHECKSUM = /^x-amz-checksum-(?!type$)(.+)$/;

/**
 * Counts the lines of exactly the version that `upload` names.
 * Throws `PermanentFailure`, `Overwritten`, or what a retry may cure (`signal` aborted among it).
 */
export async function countObject(
  s3: Store,
  upload: Upload,
  signal: AbortSignal,
): Promise<Count & { checksum: Checksum }> {
  const answer = await s3.open(upload, signal).catch((error) => {
    throw fromObjectStore(error, upload.uploadedAt);
  });
  const { checksum, value } = kept(answer.headers);
  const tally = new Tally(VERIFIED.find((algorithm) => algorithm === checksum));
  await read(answer, tally, signal);
  const { count, checksum: found } = tally.end();

  const length = Number(answer.headers['content-length'] ?? upload.size);
  if (count.bytes !== length)
    throw new Error(`Read ${count.bytes} bytes of ${upload.key}, but S3 announced ${length}: the stream broke off.`);
  if (value !== undefined && found !== value)
    throw new Error(`The checksum differs: ${upload.key} arrived with ${checksum} ${found}, but S3 keeps ${value}.`);
  return { ...count, checksum };
}

/** Which checksum S3 keeps of the object, and its value when it is one that can be verified over a stream. */
function kept(headers: IncomingHttpHeaders): { checksum: Checksum; value?: string } {
  const others = Object.keys(headers).flatMap((name) => CHECKSUM.exec(name)?.[1] ?? []);
  for (const checksum of [...VERIFIED, ...others]) {
    const value = headers[`x-amz-checksum-${checksum}`];
    if (typeof value !== 'string') continue;
    // A checksum of the checksums of parts, whose borders nobody tells us (S3 User Guide, "Composite checksums").
    if (headers['x-amz-checksum-type'] === 'COMPOSITE' || /-\d+$/.test(value)) return { checksum: 'composite' };
    const verified = VERIFIED.find((algorithm) => algorithm === checksum);
    return verified ? { checksum: verified, value } : { checksum: 'unsupported' };
  }
  return { checksum: 'none' };
}

/** Listening costs a third less than `for await`, which makes a promise for each piece of 16 KiB. */
function read(body: IncomingMessage, tally: Tally, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    body.on('data', (piece: Buffer) => {
      tally.add(piece);
      pieceDone(piece.length);
    });
    body.on('end', resolve);
    body.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    body.on('close', () => reject(new Error('The connection to S3 was closed before the end.'))); // after `end` it means nothing
  });
}
