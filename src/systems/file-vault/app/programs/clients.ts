// The clients of the vault's programs. Their keys are those of the instance's role, which the SDK finds by itself.

import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Destination } from '../audit/shipper.ts';
import { QUIET } from '../backup/objects.ts';
import type { VaultSettings } from '../settings.ts';

const handler = () => new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 60_000 });

/** @param stream "i-0123456789abcdef0/app" */
export const destination = ({ region, logGroup }: VaultSettings, stream: string): Destination => ({
  logs: new CloudWatchLogsClient({ region, maxAttempts: 3, requestHandler: handler() }),
  group: logGroup,
  stream,
});

export const bucketOf = ({ region, bucket }: VaultSettings) => ({
  s3: new S3Client({
    ...{ region, maxAttempts: 5, requestHandler: handler(), logger: QUIET },
    responseChecksumValidation: 'WHEN_REQUIRED', // we compare the SHA-256 of each document ourselves
    cacheMiddleware: true, // thousands of calls of one kind; nobody adds middleware between them
  }),
  bucket,
});
