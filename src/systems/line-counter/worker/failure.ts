/**
 * The question behind every error here: would trying again help?
 *
 * Notice the default. Only what is listed is permanent; everything else, known or not, makes its message come back,
 * and after five times wait in the dead-letter queue. A wrong guess that way costs a retry; the other way, a file.
 */
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

/** The object changed between its event and our reading: not a failure, the newer event brings the newer count. */
export class Overwritten extends Error {
  override name = 'Overwritten';
}

/** The object was written a moment ago, and S3 does not find it: its message comes back. */
class NotFoundYet extends Error {
  override name = 'NotFoundYet';
}

/**
 * S3's error codes that stay (S3 API reference, "List of error codes" and GetObject).
 * AccessDenied is not among them: it is what S3 says when the role lacks a permission, and somebody will mend that.
 * It is also what S3 says for a missing key when the role lacks s3:ListBucket.
 */
const PERMANENT: Record<string, Reason> = {
  NoSuchKey: 'gone before it was read',
  NoSuchVersion: 'gone before it was read',
  NoSuchBucket: 'gone before it was read',
  MethodNotAllowed: 'gone before it was read', // the version is a delete marker
  InvalidObjectState: 'archived', // S3 Glacier: hours away, and nobody asked for it
};

/**
 * Milliseconds after an upload for which S3 may not find a file that is there. Switching versioning on takes up to 15
 * minutes, and meanwhile GetObject may answer 404 (S3 user guide, "Enabling versioning on buckets").
 */
const MAY_NOT_FIND_YET = 20 * 60_000;
const NOT_FOUND = ['NoSuchKey', 'NoSuchVersion'];

/**
 * What an error of GetObject means for us; an error that a retry may cure stays one.
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
