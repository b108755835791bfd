/**
 * The audit log's front door: settings from the environment, clients made once, and the work handed on.
 *
 * Notice that all of this stands outside the handler. Lambda runs it when an environment starts, and then calls
 * `handler` again and again with the same open connections.
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { required, wholeNumber } from '../../../runtime/environment.ts';
import { objectReader } from '../../../runtime/read-object.ts';
import { auditWriter } from './audit.ts';
import { itemStore } from './store.ts';
import { Telemetry } from './telemetry.ts';

/** Bytes that are checked at most: what one invocation can read in its time, at about 75 MB a second. */
const LARGEST_OBJECT = 50 * 1024 ** 3;
/** Milliseconds, far below the function's own time-out. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

export const handler = auditWriter({
  read: objectReader(
    new S3Client({
      requestHandler: new NodeHttpHandler(TIMEOUTS),
      // The SDK would reckon S3's checksum in JavaScript, which takes four times as long as all the rest.
      responseChecksumValidation: 'WHEN_REQUIRED',
      forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL),
    }),
  ),
  store: itemStore(new DynamoDBClient({ requestHandler: new NodeHttpHandler(TIMEOUTS) }), required('TABLE_NAME')),
  telemetry: new Telemetry(),
  maxBytes: wholeNumber('MAX_BYTES', LARGEST_OBJECT),
});
