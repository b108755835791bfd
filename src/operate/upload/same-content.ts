// Is this content in the bucket already? Then it is not sent, and no second mail about it is sent.
// S3's ETag is the MD5 of the content, and for a file in parts the MD5 of their MD5s (S3 API reference, Object), when
// S3 itself holds the encryption keys. With any other ETag the file is sent once more, which does no harm.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Owned } from '../../aws/clients.ts';
import { headObject } from './head-object.ts';
import { partSizeFor } from './upload.ts';

/** @param bytes size of the file now */
export async function isInBucket(
  cloud: Owned,
  bucket: string,
  { path, key, bytes }: { path: string; key: string; bytes: number },
): Promise<boolean> {
  const head = await headObject(cloud, bucket, key);
  if (head?.bytes !== bytes) return false;
  return head.etag === (await etagOf(path, partSizeFor(bytes)));
}

/** The ETag that S3 gives a file that is sent in parts of this size. */
export async function etagOf(path: string, partSize: number): Promise<string> {
  const parts: Buffer[] = [];
  let [part, room] = [createHash('md5'), partSize];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; ) {
      if (room === 0) {
        parts.push(part.digest());
        [part, room] = [createHash('md5'), partSize];
      }
      const taken = chunk.subarray(at, at + room);
      part.update(taken);
      room -= taken.length;
      at += taken.length;
    }
  parts.push(part.digest());
  const [only, ...more] = parts;
  if (only && !more.length) return only.toString('hex');
  return `${createHash('md5').update(Buffer.concat(parts)).digest('hex')}-${parts.length}`;
}
