/**
 * The converter's front door: settings from the environment, clients made once, and the work handed on. Lambda runs what
 * stands outside of `handler` when an environment starts, and then calls `handler` again and again.
 */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Context } from 'aws-lambda';
import { required, wholeNumber } from '../../../runtime/environment.ts';
import { objectReader } from '../../../runtime/read-object.ts';
import { converter } from './converter.ts';
import { itemsIn } from './items.ts';
import { LARGEST_FILE } from './limits.ts';
import { objectsIn } from './objects.ts';
import { databaseAction, isDatabaseEvent } from './postgres/actions.ts';
import { databaseSettings } from './postgres/connection.ts';
import { lakeOf } from './postgres/lake.ts';
import { Telemetry } from './telemetry.ts';

/** Milliseconds, far below the function's own time-out. */
const TIMEOUTS = { connectionTimeout: 2_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

const s3 = new S3Client({
  requestHandler: new NodeHttpHandler(TIMEOUTS),
  // The SDK would reckon S3's checksum of what it reads in JavaScript, which takes longer than all the rest.
  responseChecksumValidation: 'WHEN_REQUIRED',
  forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL),
});
const dynamodb = new DynamoDBClient({ requestHandler: new NodeHttpHandler(TIMEOUTS) });

const convert = converter({
  read: objectReader(s3),
  lake: lakeOf(databaseSettings()),
  items: itemsIn(dynamodb, required('TABLE_NAME'), wholeNumber('MAX_ITEMS', 100_000)),
  objects: objectsIn(s3),
  telemetry: new Telemetry(),
  maxBytes: wholeNumber('MAX_BYTES', LARGEST_FILE * 1024 * 1024),
});

/** What is no event of S3 asks something of the database; it may hold a password, so nothing else looks at it. */
export const handler = async (event: unknown, context: Context): Promise<unknown> =>
  isDatabaseEvent(event) ? databaseAction(event) : convert(event, context);
