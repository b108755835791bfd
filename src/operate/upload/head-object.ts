// One object in the bucket as S3 tells of it, without its content.

import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';

export interface ObjectHead {
  /** S3 tells it in whole seconds. */
  readonly lastModified: Date | undefined;
  readonly bytes: number | undefined;
  /** Without the quotation marks that S3 puts around it. */
  readonly etag: string | undefined;
  /** Only of a bucket with versions. */
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
