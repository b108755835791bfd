// Reads the version of the object that the event names, and all of its bytes. S3's checksum is verified while the lines
// are counted. It covers the way from S3's disks to this loop, while TLS covers only the network. If it cannot be
// verified, the record says so.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Algorithm, type Count, Tally } from '../../../../runtime/count-lines.ts';
import { pieceDone } from '../../../../runtime/young-garbage.ts';
import type { Checksum } from '../../record.ts';
import { fromObjectStore } from '../failure.ts';
import type { Upload } from '../message.ts';
import type { Store } from './object-store.ts';

/** The checksums that we verify. S3 adds the first one by itself. */
const VERIFIED = ['crc64nvme', 'crc32'] as const satisfies Algorithm[];
/** Any kind, also one that S3 may add later. */
const CHECKSUM = /^x-amz-checksum-(?!type$)(.+)$/;

/**
 * Counts the lines of exactly the version that `upload` names.
 * Throws `PermanentFailure`, `Overwritten`, or an error that a retry may cure, such as the abort of `signal`.
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

/** The kind of checksum that S3 has of the object, and its value if we can verify it. */
function kept(headers: IncomingHttpHeaders): { checksum: Checksum; value?: string } {
  const others = Object.keys(headers).flatMap((name) => CHECKSUM.exec(name)?.[1] ?? []);
  for (const checksum of [...VERIFIED, ...others]) {
    const value = headers[`x-amz-checksum-${checksum}`];
    if (typeof value !== 'string') continue;
    // A checksum of the checksums of parts. We do not know where the parts end (S3 User Guide, "Composite checksums").
    if (headers['x-amz-checksum-type'] === 'COMPOSITE' || /-\d+$/.test(value)) return { checksum: 'composite' };
    const verified = VERIFIED.find((algorithm) => algorithm === checksum);
    return verified ? { checksum: verified, value } : { checksum: 'unsupported' };
  }
  return { checksum: 'none' };
}

/** Events cost a third less CPU than `for await`, which makes a promise for each piece of 16 KiB. */
function read(body: IncomingMessage, tally: Tally, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    body.on('data', (piece: Buffer) => {
      tally.add(piece);
      pieceDone(piece.length);
    });
    body.on('end', resolve);
    body.on('error', (error) => reject(signal.aborted ? signal.reason : error));
    body.on('close', () => reject(new Error('The connection to S3 was closed before the end.'))); // no effect after `end`
  });
}
