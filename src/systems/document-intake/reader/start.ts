/**
 * The document intake's settings from the environment, clients made once, and the work handed on.
 *
 * Notice that all of this stands outside the handler. Lambda runs it when an environment starts, and then calls
 * `handler` again and again with the same open connections.
 */

import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { oneOf, required } from '../../../runtime/environment.ts';
import { objectReader } from '../../../runtime/read-object.ts';
import { readBounded } from '../intake/read-bounded.ts';
import { MailSlot } from './mail-slot.ts';
import { mails } from './mails.ts';
import { publisher } from './publish.ts';
import { documentReader } from './reader.ts';
import { Results } from './results.ts';
import { DocumentTag } from './tag.ts';
import { Telemetry } from './telemetry.ts';

/** Milliseconds, far below the function's own time-out. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** @param file the function's own file, which is also the thread's */
export function start(file: string) {
  const s3 = new S3Client({
    requestHandler: new NodeHttpHandler(TIMEOUTS),
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL),
  });
  const [bucket, language] = [required('RESULTS_BUCKET'), oneOf('NOTICE_LANGUAGE', ['pt', 'en'])];
  const publish = publisher(required('TOPIC_ARN'));
  return documentReader({
    open: objectReader(s3),
    read: (bytes) => readBounded(bytes, file),
    results: new Results(s3, bucket),
    tag: new DocumentTag(s3),
    publish,
    tellByMail: mails({ s3, bucket, slot: new MailSlot(s3, bucket), publish, language }),
    mail: oneOf('MAIL', ['rejected', 'all']),
    telemetry: new Telemetry(),
    language,
  });
}
