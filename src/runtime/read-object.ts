// The object that the event spoke of: that version, or no other, as a stream.

import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectEvent } from './s3-event.ts';

export interface OpenObject {
  readonly body: AsyncIterable<Uint8Array>;
  readonly contentType: string | undefined;
  /** What whoever uploaded it said of it (x-amz-meta-…); `undefined` where that is nothing. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

/** No retry brings it back. `message` is the reason. */
export class Gone extends Error {
  override name = 'Gone';
}

/**
 * S3's error codes that stay (S3 API reference, "List of error codes" and GetObject). AccessDenied is not among them: it is
 * what S3 says when the role lacks a right, and somebody will mend that.
 */
const REASONS: Readonly<Record<string, string>> = {
  NoSuchKey: 'gone before it was read',
  NoSuchVersion: 'gone before it was read',
  NoSuchBucket: 'gone before it was read',
  MethodNotAllowed: 'gone before it was read', // the version is a delete marker
  PreconditionFailed: 'overwritten before it was read',
  InvalidObjectState: 'archived',
};
/** Right after versioning is switched on, S3 may not find a new version at once: milliseconds between the tries. */
const LOOK_AGAIN = [500, 1_500];

/** @throws Gone; or what a retry may cure */
export const objectReader =
  (s3: Pick<S3Client, 'send'>, again: readonly number[] = LOOK_AGAIN) =>
  async ({ bucket, key, versionId, etag }: ObjectEvent, signal: AbortSignal): Promise<OpenObject> => {
    // With versions the event's own version is still there; without, the ETag says whether it is.
    const which = versionId ? { VersionId: versionId } : etag ? { IfMatch: etag } : {};
    const open = () => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...which }), { abortSignal: signal });
    for (const wait of [...again, undefined]) {
      try {
        const { Body, ContentType, Metadata = {} } = await open();
        const metadata = Object.keys(Metadata).length ? Metadata : undefined;
        return { body: Body as AsyncIterable<Uint8Array>, contentType: ContentType, metadata };
      } catch (error) {
        const name = error instanceof Error ? error.name : '';
        const reason = Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
        if (!reason) throw error;
        if (wait === undefined || !/^NoSuch(Key|Version)$/.test(name)) throw new Gone(reason, { cause: error });
        await pause(wait, undefined, { signal });
      }
    }
    throw new Error('unreachable');
  };
