// What an instance fetches when it boots: its programs, and the boot text that names them. Each key holds the SHA-256 of its
// content, so another content has another key, and an instance that boots now finds what it was made for. A file with a key
// of its own is read again while the instance runs.

import { createHash } from 'node:crypto';
import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { type Drift, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { Bucket } from './bucket.ts';

export interface BootFiles {
  readonly bucket: string;
  /** SHA-256 in base64, by key. */
  readonly files: Readonly<Record<string, string | undefined>>;
}

export interface BootFilesSettings<Needs> {
  /** Of the bucket. */
  bucket: string;
  about: Purpose;
  /** Contents by name: "programs", "text"; with the ending of their keys. */
  files: (needs: Needs) => Readonly<Record<string, BootFile>>;
}

export interface BootFile {
  readonly content: Uint8Array | string;
  /** Of its key: "zip". */
  readonly ending: string;
  /** Its whole key, for a file that is read again while the instance runs. */
  readonly key?: string;
}

export const PREFIX = 'boot/';
const ABSENT = ['NoSuchBucket', 'NoSuchKey', 'NotFound'];

/** "boot/<SHA-256>.zip" */
export const bootKey = (content: Uint8Array | string, ending: string): string =>
  `${PREFIX}${createHash('sha256').update(content).digest('hex')}.${ending}`;
const keyOf = ({ content, ending, key }: BootFile) => key ?? bootKey(content, ending);
const checksum = (content: Uint8Array | string) => createHash('sha256').update(content).digest('base64');

export const putBootFile = ({ s3, account }: Pick<Owned, 's3' | 'account'>, Bucket: string, file: BootFile) =>
  s3.send(
    new PutObjectCommand({
      ...{ Bucket, ExpectedBucketOwner: account, Key: keyOf(file), Body: file.content },
      ...{ ChecksumAlgorithm: 'SHA256', ChecksumSHA256: checksum(file.content) },
    }),
  );

export function bootFiles<Needs extends { bucket: Bucket }>(
  cloud: Owned,
  { bucket, about, files }: BootFilesSettings<Needs>,
) {
  const { s3, account } = cloud;
  const at = { Bucket: bucket, ExpectedBucketOwner: account };
  const head = async (Key: string) =>
    (await absentWhen(ABSENT, () => s3.send(new HeadObjectCommand({ ...at, Key, ChecksumMode: 'ENABLED' }))))
      ?.ChecksumSHA256;
  const put = async (needs: Needs) => {
    for (const file of Object.values(files(needs))) await putBootFile(cloud, bucket, file);
  };

  return defineStep<Needs, BootFiles>({
    kind: 'Boot files',
    name: bucket,
    about: { ...about, console: 'S3 > General purpose buckets > boot/' },
    async observe() {
      const live: Record<string, string | undefined> = {};
      await absentWhen(ABSENT, async () => {
        for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { ...at, Prefix: PREFIX }))
          for (const { Key = '' } of Contents) live[Key] = await head(Key);
      });
      return Object.keys(live).length ? { bucket, files: live } : undefined;
    },
    create: put,
    drift: (live, needs): Drift =>
      Object.entries(files(needs)).flatMap(([name, file]) =>
        differences({ [name]: live.files[keyOf(file)] }, { [name]: checksum(file.content) }).map((one) => ({
          ...one,
          shown: { en: `${name} is not there as it was made`, pt: `${name} não está lá como foi feito` },
        })),
      ),
    repair: (_live, needs) => put(needs),
    async destroy(live) {
      for (const Key of Object.keys(live.files))
        await absentWhen(ABSENT, () => s3.send(new DeleteObjectCommand({ ...at, Key })));
    },
    rights: [
      may('s3', 'ListBucket', cloud.bucketArn(bucket)),
      may('s3', 'DeleteObject GetObject PutObject', `${cloud.bucketArn(bucket)}/${PREFIX}*`),
    ],
  });
}
