// A function that is deleted while it works writes its last lines nowhere, so a log group that `down` has deleted does not come
// back.

import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, inject, test } from 'vitest';
import { zipped } from '../aws/code/zip.ts';

const FunctionName = 'ends-late';
const logGroupName = `/aws/lambda/${FunctionName}`;

test('the log group of a function that was deleted at work stays deleted', async () => {
  const credentials = { accessKeyId: '777700001111', secretAccessKey: 'test' };
  const place = { region: 'us-east-1', endpoint: inject('cloud').endpoint, credentials };
  const [lambda, logs] = [new LambdaClient(place), new CloudWatchLogsClient(place)];
  const groups = async () =>
    (await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.map((one) => one.logGroupName);
  const call = (seconds: number, InvocationType?: 'Event') =>
    lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload: JSON.stringify({ seconds }) }));

  const code = 'exports.handler = ({ seconds }) => new Promise((done) => setTimeout(done, seconds * 1000));';
  await lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Role: 'arn:aws:iam::777700001111:role/any', Runtime: 'nodejs22.x', Handler: 'index.handler' },
      Code: { ZipFile: zipped({ 'index.js': code }) },
    }),
  );
  await call(0);
  expect(await groups()).toEqual([logGroupName]);

  await call(2, 'Event');
  await pause(1_000);
  await lambda.send(new DeleteFunctionCommand({ FunctionName }));
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  await pause(3_000);
  expect(await groups()).toEqual([]);
});
