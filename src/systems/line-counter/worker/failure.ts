// Decides for every error whether a retry would help. Only the listed errors are permanent. Every other error returns
// its message to the queue, and after five receives to the dead-letter queue, because a wrong "retry" costs one more
// try, but a wrong "permanent" loses a file.

import type { Reason } from '../record.ts';

/** No retry will help: the file gets a record with status `failed` and this reason. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure';
  readonly reason: Reason;

  constructor(reason: Reason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** The object changed before we read it. This is no failure, because the newer event brings the newer count. */
export class Overwritten extends Error {
  override name = 'Overwritten';
}

/** The object was written a moment ago, and S3 does not find it yet. Its message returns to the queue. */
class NotFoundYet extends Error {
  override name = 'NotFoundYet';
}

/**
 * S3's permanent error codes (S3 API reference, "List of error codes" and GetObject). AccessDenied is not one of them:
 * S3 says it when the role lacks a permission, and somebody will repair that. S3 also says it for a missing key when
 * the role lacks s3:ListBucket.
 */
const PERMANENT: Record<string, Reason> = {
  NoSuchKey: 'gone before it was read',
  NoSuchVersion: 'gone before it was read',
  NoSuchBucket: 'gone before it was read',
  MethodNotAllowed: 'gone before it was read', // the version is a delete marker
  InvalidObjectState: 'archived', // in S3 Glacier: a restore takes hours, and nobody asked for one
};

/**
 * Milliseconds after an upload in which S3 may not find an existing file. Switching versioning on takes up to 15
 * minutes, and in this time GetObject may answer 404 (S3 user guide, "Enabling versioning on buckets").
 */
const MAY_NOT_FIND_YET = 20 * 60_000;
const NOT_FOUND = ['NoSuchKey', 'NoSuchVersion'];

/**
 * Our error for an error of GetObject. An error that a retry may cure is given back as it is.
 * @param uploadedAt of the event, ISO 8601
 */
export function fromObjectStore(error: unknown, uploadedAt: string): unknown {
  const code = error instanceof Error ? error.name : '';
  if (code === 'PreconditionFailed') return new Overwritten('overwritten before it was read', { cause: error });
  if (NOT_FOUND.includes(code) && Date.now() - Date.parse(uploadedAt) < MAY_NOT_FIND_YET)
    return new NotFoundYet('S3 does not find the file. It was uploaded a moment ago, so it may be found later.', {
      cause: error,
    });
  const reason = Object.hasOwn(PERMANENT, code) ? PERMANENT[code] : undefined;
  return reason ? new PermanentFailure(reason, { cause: error }) : error;
}
