// What is in the bucket now: the newest version of each file, page by page, so that a hundred thousand need no memory.

import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../../aws/clients.ts';
import { absentWhen } from '../../../engine/wait.ts';
import { notThere } from '../../../operate/upload/upload.ts';
import { plain } from '../../../resources/s3/empty-bucket.ts';

export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
  /** Without the quotation marks that S3 puts around it. */
  readonly etag: string;
  /** Only of a file that was stored while the bucket kept versions. */
  readonly versionId?: string;
  /** When S3 took it; of a file in parts, when its first part was announced. */
  readonly lastModified: Date;
}

/** At most a thousand versions a page. @throws Problem when there is no such bucket of ours */
export async function* storedFiles(cloud: Owned, bucket: string): AsyncGenerator<StoredFile[]> {
  let page = await pageFrom(cloud, bucket, {});
  while (true) {
    const { Versions = [], EncodingType, IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    yield Versions.filter(({ IsLatest }) => IsLatest).map((version) => fileOf(version, EncodingType));
    if (!IsTruncated) return;
    page = await pageFrom(cloud, bucket, {
      KeyMarker: plain(NextKeyMarker, EncodingType),
      VersionIdMarker: NextVersionIdMarker,
    });
  }
}

/** Keys are asked for encoded, because they may hold what no XML can carry. */
async function pageFrom(
  cloud: Owned,
  Bucket: string,
  markers: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'>,
): Promise<ListObjectVersionsCommandOutput> {
  const asked = { Bucket, ExpectedBucketOwner: cloud.account, EncodingType: 'url' as const, ...markers };
  const page = await absentWhen(['NoSuchBucket'], () => cloud.s3.send(new ListObjectVersionsCommand(asked)));
  if (!page) throw notThere(cloud, 'bucket', Bucket);
  return page;
}

function fileOf({ Key, Size, ETag, VersionId, LastModified }: ObjectVersion, encoding: string | undefined): StoredFile {
  return {
    key: plain(Key, encoding),
    bytes: Size ?? 0,
    etag: (ETag ?? '').replaceAll('"', ''),
    // "null" is S3's word for a file without a version.
    ...(VersionId && VersionId !== 'null' && { versionId: VersionId }),
    lastModified: LastModified ?? new Date(0),
  };
}
