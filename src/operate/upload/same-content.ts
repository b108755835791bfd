// Is this very content in the bucket already? Then it need not be sent, and nobody is told of it a second time.
// Notice: S3's ETag is the MD5 of the content, and of a file in parts the MD5 of their MD5s (S3 API reference, Object), as
// long as S3 itself holds the keys of the encryption. Where it is anything else the file is sent once more: no harm.

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

/** The ETag that S3 gives a file which is sent in parts of that size. */
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
