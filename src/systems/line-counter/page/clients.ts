// The clients of the page's function, with the rights of its role, in the shape in which the commands' own code takes a
// cloud: what the page shows to operators is asked by the same lines.

import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Owned } from '../../../aws/clients.ts';

/** What of a cloud the page uses. Anything else is absent here. */
type Used = Pick<
  Owned,
  'cloudwatch' | 'logs' | 'lambda' | 's3' | 'sqs' | 'region' | 'account' | 'local' | 'arn' | 'partition'
>;

export interface Place {
  readonly region: string;
  /** 12 digits */
  readonly account: string;
  /** Is it a cloud on this machine? */
  readonly local: boolean;
}

export function clientsAt({ region, account, local }: Place): Owned {
  const partition = 'aws';
  const sqsEndpoint = process.env.AWS_ENDPOINT_URL_SQS ?? process.env.AWS_ENDPOINT_URL;
  const cloud: Used = {
    ...{ region, account, local, partition },
    cloudwatch: new CloudWatchClient({ region }),
    logs: new CloudWatchLogsClient({ region }),
    lambda: new LambdaClient({ region }),
    // A checksum that the SDK adds by itself would be part of a link, and no browser sends it.
    s3: new S3Client({ region, forcePathStyle: local, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    // Without an endpoint of its own this client sends to the host that stands in the address of a queue.
    sqs: new SQSClient({ region, ...(sqsEndpoint && { endpoint: sqsEndpoint }) }),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
  };
  return cloud as Owned;
}
