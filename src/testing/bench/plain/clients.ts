// The SDK clients of the plain script, and its two habits: "not found" means absent, and tags on everything.

import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export const NAME = 'plain-script';
export const Tags = [{ Key: 'project', Value: 'plain' }];

export const [cloudwatch, logs, ec2, elasticache, iam, lambda, s3, sns, sqs] = [
  new CloudWatchClient(),
  new CloudWatchLogsClient(),
  new EC2Client(),
  new ElastiCacheClient(),
  new IAMClient(),
  new LambdaClient(),
  new S3Client({ forcePathStyle: true }),
  new SNSClient(),
  new SQSClient(),
];

/** undefined when AWS says that it is not there. */
export const maybe = <Answer>(call: Promise<Answer>): Promise<Answer | undefined> =>
  call.catch((error: { name: string; Code?: string }) => {
    if (/NotFound|NoSuch|NonExistent|DoesNotExist|404/.test(`${error.name} ${error.Code}`)) return undefined;
    throw error;
  });
