// Calls that are not recorded, written in the shape in which the code makes them. The local cloud never causes them, or
// only drills make them. Tests compare these lists and the recorded calls with the source and with played drills, so
// the lists are complete and short.

import { LOCAL_ACCOUNT } from '../../../../aws/clients.ts';
import type { Call } from '../../../../permissions/testing/call.ts';
import { RECORDED } from '../../../../permissions/testing/play-command.ts';
import { readSettings, stackName } from '../../../../settings/settings.ts';
import { partNames, STACK } from '../../names.ts';

const settings = readSettings(RECORDED);
const names = partNames(stackName(settings, STACK), LOCAL_ACCOUNT);
const queueArn = (name: string) => `arn:aws:sqs:${settings.AWS_REGION}:${LOCAL_ACCOUNT}:${name}`;
const SourceArn = queueArn(names.deadLetters);
const TaskHandle = Buffer.from(JSON.stringify({ taskId: 'of-sqs', sourceArn: SourceArn })).toString('base64');

export const ONLY_ON_AWS: readonly Call[] = [
  // Lambda's network interfaces exist longer than the function. `down` deletes the unused ones.
  { by: 'down', service: 'EC2', operation: 'DeleteNetworkInterface', input: { NetworkInterfaceId: 'eni-of-lambda' } },
  // When a cache cannot be made, `up` asks why.
  { by: 'up', service: 'ElastiCache', operation: 'DescribeEvents', input: { SourceType: 'replication-group' } },
  // SQS itself moves dead letters, and stops on Ctrl-C. The local cloud has no such tasks.
  {
    by: 'redrive',
    service: 'SQS',
    operation: 'StartMessageMoveTask',
    input: { SourceArn, DestinationArn: queueArn(names.queue) },
  },
  { by: 'redrive', service: 'SQS', operation: 'CancelMessageMoveTask', input: { TaskHandle } },
  // Saved queries are made on AWS only, because the local cloud has none.
  { by: 'up', service: 'CloudWatch Logs', operation: 'PutQueryDefinition', input: { name: 'slowest files' } },
  { by: 'up', service: 'CloudWatch Logs', operation: 'DescribeQueryDefinitions', input: {} },
  { by: 'down', service: 'CloudWatch Logs', operation: 'DeleteQueryDefinition', input: { queryDefinitionId: 'q-1' } },
  // S3's request metrics: read, switched on, and removed when they are switched off again.
  { by: 'up', service: 'S3', operation: 'GetBucketMetricsConfiguration', input: { Bucket: names.bucket } },
  { by: 'up', service: 'S3', operation: 'PutBucketMetricsConfiguration', input: { Bucket: names.bucket } },
  { by: 'up', service: 'S3', operation: 'DeleteBucketMetricsConfiguration', input: { Bucket: names.bucket } },
];

/** What drills call on AWS, and no other command. */
export const ONLY_IN_DRILLS: readonly Call[] = [
  ...['PutFunctionConcurrency', 'DeleteFunctionConcurrency'].map((operation) => ({ operation, of: names.worker })),
  { operation: 'Invoke', of: names.page },
].map(({ operation, of }) => ({ by: 'drill', service: 'Lambda', operation, input: { FunctionName: of } }));
