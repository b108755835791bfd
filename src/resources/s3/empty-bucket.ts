// Emptying a bucket for good: every version, every delete marker, every unfinished upload. Notice: DeleteObjects
// answers 200 even when it could not delete, so we read the `Errors` of the answer. A key may contain characters that
// XML cannot hold: we ask for encoded keys, and delete such a key with a call that has the key in its address.

import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen, type Context } from '../../engine/wait.ts';

/** Control characters that XML 1.0 cannot hold. */
const BEYOND_XML = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u;

/** A key of a listing. It may be URL-encoded, with `+` for a blank (S3 API reference, ListObjectVersions). */
export const plain = (key = '', encoding: string | undefined) =>
  encoding === 'url' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;

/** @param bypass also deletes what Object Lock keeps in the mode GOVERNANCE */
export async function emptyBucket({ s3, account }: Owned, bucket: string, ctx: Context, bypass = false): Promise<void> {
  const lock = bypass ? { BypassGovernanceRetention: true } : {};
  const at = { Bucket: bucket, ExpectedBucketOwner: account };
  let before = '';
  for (let deleted = 0; ; ) {
    const page = await absentWhen(['NoSuchBucket'], () =>
      s3.send(new ListObjectVersionsCommand({ ...at, MaxKeys: 1000, EncodingType: 'url' })),
    );
    const listed = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])].map(({ Key, VersionId }) => ({
      Key: plain(Key, page?.EncodingType),
      VersionId: String(VersionId),
    }));
    if (!listed.length) break;
    const first = `${listed[0]?.Key} ${listed[0]?.VersionId}`;
    if (first === before)
      throw new Problem(
        {
          en: `S3 says that it deleted ${listed[0]?.Key} from ${bucket}, and goes on listing it.`,
          pt: `O S3 diz que apagou ${listed[0]?.Key} de ${bucket}, e continua a listá-lo.`,
        },
        {
          next: {
            en: 'Delete that file by hand in the S3 console, then run the same command again.',
            pt: 'Apague esse arquivo à mão no console do S3, e rode o mesmo comando de novo.',
          },
        },
      );
    before = first;
    const Objects = listed.filter(({ Key }) => !BEYOND_XML.test(Key));
    for (const one of listed.filter(({ Key }) => BEYOND_XML.test(Key)))
      await s3.send(new DeleteObjectCommand({ ...at, ...lock, ...one }));
    const { Errors = [] } = Objects.length
      ? await s3.send(new DeleteObjectsCommand({ ...at, ...lock, Delete: { Objects, Quiet: true } }))
      : {};
    const refused = Errors[0];
    if (refused)
      throw new Problem(
        {
          en: `S3 did not delete ${refused.Key} from ${bucket}: ${refused.Code}: ${refused.Message}`,
          pt: `O S3 não apagou ${refused.Key} de ${bucket}: ${refused.Code}: ${refused.Message}`,
        },
        {
          code: refused.Code,
        },
      );
    deleted += listed.length;
    ctx.tell({ en: `emptying, ${deleted} versions deleted`, pt: `esvaziando, ${deleted} versões apagadas` });
  }
  await abortUploads({ s3 }, at, ctx);
}

/**
 * Seconds. An aborted upload may be listed for a while, and its parts may need a second abort (S3 API reference,
 * AbortMultipartUpload).
 */
const [STUCK, PAUSE] = [120, 2];

async function abortUploads({ s3 }: Pick<Owned, 's3'>, at: { Bucket: string }, ctx: Context): Promise<void> {
  let before = '';
  for (let changedAt = ctx.now(); ; ) {
    const page = await absentWhen(['NoSuchBucket'], () =>
      s3.send(new ListMultipartUploadsCommand({ ...at, EncodingType: 'url' })),
    );
    const uploads = page?.Uploads ?? [];
    const [first] = uploads;
    if (!first) return;
    const listed = uploads.map(({ UploadId }) => UploadId).join();
    if (listed !== before) changedAt = ctx.now();
    else if (ctx.now() - changedAt < STUCK) await ctx.pause(PAUSE);
    else
      throw new Problem(
        {
          en: `S3 says that it ended the unfinished upload of ${plain(first.Key, page?.EncodingType)} to ${at.Bucket}, and goes on listing it.`,
          pt: `O S3 diz que encerrou o envio incompleto de ${plain(first.Key, page?.EncodingType)} para ${at.Bucket}, e continua a listá-lo.`,
        },
        {
          next: {
            en: 'Run the same command again in some minutes: it continues here.',
            pt: 'Rode o mesmo comando de novo em alguns minutos: ele continua daqui.',
          },
        },
      );
    before = listed;
    ctx.tell({
      en: `emptying, ${uploads.length} unfinished uploads to end`,
      pt: `esvaziando, ${uploads.length} envios incompletos a encerrar`,
    });
    for (const { Key, UploadId } of uploads)
      await absentWhen(['NoSuchUpload'], () =>
        s3.send(new AbortMultipartUploadCommand({ ...at, Key: plain(Key, page?.EncodingType), UploadId })),
      );
  }
}
