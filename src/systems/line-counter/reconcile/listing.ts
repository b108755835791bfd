// The present content of the bucket: the newest version of each file, page by page, to save memory.

import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../../aws/clients.ts';
import { absentWhen } from '../../../engine/wait.ts';
import { notThere } from '../../../operate/not-there.ts';
import { plain } from '../../../resources/s3/empty-bucket.ts';

export interface StoredFile {
  readonly key: string;
  readonly bytes: number;
  /** Without the quotation marks that S3 writes around it. */
  readonly etag: string;
  /** Only if the bucket kept versions when the file was stored. */
  readonly versionId?: string;
  /** When S3 took it. For a file in parts, the start of the upload. */
  readonly lastModified: Date;
}

/** At most a thousand versions a page. @throws Problem when we have no such bucket */
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

/** Asks for encoded keys, because a key may contain characters that XML cannot hold. */
async function pageFrom(
  cloud: Owned,
  Bucket: string,
  markers: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'>,
): Promise<ListObjectVersionsCommandOutput> {
  const asked = { Bucket, ExpectedBucketOwner: cloud.account, EncodingType: 'url' as const, ...markers };
  const page = await absentWhen(['NoSuchBucket'], () => cloud.s3.send(new ListObjectVersionsCommand(asked)));
  if (!page) throw notThere(cloud, { en: 'bucket', pt: 'bucket' }, Bucket);
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
