// Links with which a browser sends bytes straight to the bucket. Signed are the key, the length, the type, the SHA-256 and
// "only if there is no such file": S3 refuses everything else. A link ends when its signer's credentials end, and before
// that after a quarter of an hour.

import { PutObjectCommand, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Part, PartTicket, Ticket } from '../../../page/contract.ts';

/** Seconds. A part of 8 MiB needs less on a line of 100 kbit/s. */
const LIFE = 900;

export interface Whole {
  readonly key: string;
  readonly bytes: number;
  readonly type: string;
  /** base64 */
  readonly sha256: string;
}

export async function ticketFor(s3: S3Client, Bucket: string, { key, bytes, type, sha256 }: Whole): Promise<Ticket> {
  const put = new PutObjectCommand({
    ...{ Bucket, Key: key, ContentType: type, ContentLength: bytes },
    ...{ ChecksumSHA256: sha256, IfNoneMatch: '*' },
  });
  const url = await getSignedUrl(s3, put, {
    expiresIn: LIFE,
    signableHeaders: new Set(['content-length', 'content-type', 'if-none-match']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
  const headers = { 'content-type': type, 'if-none-match': '*', 'x-amz-checksum-sha256': sha256 };
  return { kind: 'put', key, url, headers, expires: new Date(Date.now() + LIFE * 1000).toISOString() };
}

/** The type is not signed, because the browser sends one of its own choice with a part. */
export async function partTicket(
  s3: S3Client,
  at: { Bucket: string; Key: string; UploadId: string },
  { number, bytes, sha256 }: Part,
): Promise<PartTicket> {
  const put = new UploadPartCommand({ ...at, PartNumber: number, ContentLength: bytes, ChecksumSHA256: sha256 });
  const url = await getSignedUrl(s3, put, {
    expiresIn: LIFE,
    signableHeaders: new Set(['content-length']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
  return { number, url, headers: { 'x-amz-checksum-sha256': sha256 } };
}
