// Emptying a bucket for good: every version, every delete marker, every upload that was never finished.
// Notice: DeleteObjects answers 200 even when it could not delete; the answer's `Errors` are read.

import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../aws.ts';
import { Problem } from '../core/problems.ts';
import { absentWhen, type Context } from '../core/wait.ts';

export async function emptyBucket({ s3, account }: Owned, bucket: string, ctx: Context): Promise<void> {
  const at = { Bucket: bucket, ExpectedBucketOwner: account };
  for (let deleted = 0; ; ) {
    const page = await absentWhen(['NoSuchBucket'], () =>
      s3.send(new ListObjectVersionsCommand({ ...at, MaxKeys: 1000 })),
    );
    const Objects = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
      Key: String(Key),
      VersionId,
    }));
    if (!Objects.length) break;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ ...at, Delete: { Objects: Objects as { Key: string }[], Quiet: true } }),
    );
    const refused = Errors[0];
    if (refused)
      throw new Problem(`S3 did not delete ${refused.Key} from ${bucket}: ${refused.Code}: ${refused.Message}.`);
    deleted += Objects.length;
    ctx.tell(`emptying, ${deleted} versions deleted`);
  }
  for (;;) {
    const page = await absentWhen(['NoSuchBucket'], () => s3.send(new ListMultipartUploadsCommand(at)));
    const uploads = page?.Uploads ?? [];
    if (!uploads.length) return;
    for (const { Key, UploadId } of uploads)
      await absentWhen(['NoSuchUpload'], () => s3.send(new AbortMultipartUploadCommand({ ...at, Key, UploadId })));
  }
}
