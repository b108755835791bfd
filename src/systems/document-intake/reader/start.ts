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
  return documentReader({
    open: objectReader(s3),
    read: (bytes) => readBounded(bytes, file),
    results: new Results(s3, required('RESULTS_BUCKET')),
    tag: new DocumentTag(s3),
    publish: publisher(required('TOPIC_ARN')),
    telemetry: new Telemetry(),
    language: oneOf('NOTICE_LANGUAGE', ['pt', 'en']),
  });
}
