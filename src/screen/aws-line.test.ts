// A call as a line of `aws`: to be copied, and true. Bytes and secrets are in no line.

import { expect, test } from 'vitest';
import type { Call } from '../engine/journal.ts';
import { awsLine, parametersOf } from './aws-line.ts';

const call = (service: string, operation: string, input?: object): Call => ({
  ...{ service, operation, write: true },
  ...(input && { input }),
});

test.each<[line: string, call: Call]>([
  ['aws sns create-topic --name jobs', call('SNS', 'CreateTopic', { Name: 'jobs' })],
  ["aws sqs delete-queue --queue-url 'http://h/a b'", call('SQS', 'DeleteQueue', { QueueUrl: 'http://h/a b' })],
  [
    'aws s3api create-bucket --cli-input-json \'{"Bucket":"b","A":{"B":1}}\'',
    call('S3', 'CreateBucket', { Bucket: 'b', A: { B: 1 } }),
  ],
  [
    "aws logs tag-resource --cli-input-json '{\"t\":\"it'\\''s\"}'",
    call('CloudWatch Logs', 'TagResource', { t: "it's" }),
  ],
  ['aws rds create-db-instance', call('RDS', 'CreateDBInstance', {})],
  [
    'aws elasticache delete-cache-cluster --cli-input-json \'{"CacheClusterId":"c","A":true}\'',
    call('ElastiCache', 'DeleteCacheCluster', { CacheClusterId: 'c', A: true }),
  ],
])('%s', (line, one) => {
  expect(awsLine(one)).toBe(line);
});

test('on a cloud of this machine the line names its endpoint', () => {
  expect(awsLine(call('SNS', 'CreateTopic', { Name: 'jobs' }), 'http://127.0.0.1:4566')).toBe(
    'aws sns create-topic --name jobs --endpoint-url http://127.0.0.1:4566',
  );
});

test('a call with bytes, with a secret or without known parameters has no line', () => {
  const code = { Code: { ZipFile: Buffer.alloc(70_000) }, FunctionName: 'f' };
  const secret = { DBInstanceIdentifier: 'd', MasterUserPassword: 'hidden' };
  expect(awsLine(call('Lambda', 'CreateFunction', code))).toBeUndefined();
  expect(awsLine(call('RDS', 'CreateDBInstance', secret))).toBeUndefined();
  expect(awsLine(call('SQS', 'CreateQueue'))).toBeUndefined();
  expect(parametersOf(call('Lambda', 'CreateFunction', code))).toEqual([
    ['Code', '{"ZipFile":"<70000 bytes>"}'],
    ['FunctionName', 'f'],
  ]);
  expect(JSON.stringify(parametersOf(call('RDS', 'CreateDBInstance', secret)))).not.toContain('hidden');
});
