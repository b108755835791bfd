// One object in the bucket as S3 describes it, without its content.

import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface ObjectHead {
  /** In whole seconds, as S3 gives it. */
  readonly lastModified: Date | undefined;
  readonly bytes: number | undefined;
  /** Without S3's quotation marks. */
  readonly etag: string | undefined;
  /** Only in a bucket with versions. */
  readonly versionId: string | undefined;
}

/** `undefined` when there is no such object. */
export async function headObject({ s3, account }: Owned, bucket: string, key: string): Promise<ObjectHead | undefined> {
  const head = await absentWhen(['NotFound', 'NoSuchKey'], () =>
    s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ExpectedBucketOwner: account })),
  );
  return (
    head && {
      lastModified: head.LastModified,
      bytes: head.ContentLength,
      etag: head.ETag?.replaceAll('"', ''),
      versionId: head.VersionId,
    }
  );
}
