// The second look, at a cloud with our things and a neighbour's, whose names begin like ours.

import { PutCompositeAlarmCommand, PutDashboardCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateNetworkInterfaceCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { allow, policy, trust } from '../../aws/policy.ts';
import { tagList } from '../../aws/tags.ts';
import { Problem } from '../../engine/problems.ts';
import { nextCommand } from '../../screen/next-command.ts';
import { openLineCounter } from '../../systems/line-counter/testing/open.ts';
import { findLeftovers } from './find.ts';
import { receipt } from './receipt.ts';

const STACK = 'ada-dev-line-counter';

test('in an empty account nothing is found, and the receipt says where and when', async () => {
  const { cloud, part } = await openLineCounter();
  const left = await findLeftovers(cloud, part);
  expect(left).toEqual([]);
  expect(receipt(cloud, part, left, new Date(0)).en).toMatch(
    `Receipt, 1970-01-01T00:00:00.000Z: nothing of ${STACK} is left in account ${cloud.account}, us-east-1.`,
  );
});

test('a thing that stays for a good reason is in the receipt, and is no leftover', async () => {
  const { cloud, part } = await openLineCounter();
  const there = [{ service: 'SNS subscription', name: 'email on ada', stays: 'its topic is gone' }];
  expect(receipt(cloud, part, there).en).toMatch(
    /nothing of .* is left .*\nSNS subscription email on ada stays: its topic is gone\./,
  );
});

test('a neighbour’s things are not listed, although their names begin like ours', async () => {
  const { cloud, part } = await openLineCounter();
  const name = `${STACK}-of-somebody`;
  await cloud.sqs.send(new CreateQueueCommand({ QueueName: name, tags: { project: 'other' } }));
  await cloud.s3.send(new CreateBucketCommand({ Bucket: `${name}-${cloud.account}` }));
  await cloud.iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust('lambda.amazonaws.com')) }),
  );
  const document = { PolicyDocument: JSON.stringify(policy(allow('Look', ['s3:ListAllMyBuckets'], ['*']))) };
  const Tags = tagList(cloud.tags);
  await cloud.iam.send(new CreatePolicyCommand({ PolicyName: `${STACK}-boundary`, ...document })); // without our tags
  await cloud.iam.send(new CreatePolicyCommand({ PolicyName: `${STACK}-boundary-2`, ...document, Tags }));
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${name}` }));
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${STACK}-worker-2` }));
  const topic = await cloud.sns.send(new CreateTopicCommand({ Name: name }));
  await cloud.sns.send(
    new SubscribeCommand({ TopicArn: topic.TopicArn, Protocol: 'email', Endpoint: 'somebody@example.com' }),
  );
  await cloud.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  await cloud.cloudwatch.send(new PutMetricAlarmCommand({ ...ALARM, AlarmName: name }));
  await cloud.cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: `${name}-2`, AlarmRule: `ALARM("${name}")` }));
  await cloud.cloudwatch.send(new PutDashboardCommand({ DashboardName: name, DashboardBody: '{"widgets":[]}' }));
  expect(await findLeftovers(cloud, part)).toEqual([]);
});

const ALARM = {
  ...{ Namespace: 'AWS/SQS', MetricName: 'NumberOfMessagesSent', Statistic: 'Sum' as const, Period: 60 },
  ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'LessThanThreshold' as const },
};

test('our things are listed, with what uses them, and the receipt is an error that names each', async () => {
  const { cloud, part, make } = await openLineCounter();
  const vpc = await make(part.network.vpc);
  const subnet = await make(part.network.subnetA, { vpc });
  await make(part.topic);
  await make(part.alarms.operators);
  const alarms = await Promise.all(part.alarms.metricAlarms.map(({ alarm }) => make(alarm)));
  await make(part.alarms.broken, { operators: await make(part.alarms.operators), alarms });
  await make(part.alarms.dashboard);
  await cloud.ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: subnet.id, Description: 'AWS Lambda VPC ENI-x' }));
  await cloud.logs.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${STACK}-worker` })); // by Lambda
  const left = await findLeftovers(cloud, part);
  expect(left.filter(({ service }) => service === 'Alarm')).toHaveLength(alarms.length + 1);
  expect([...new Set(left.map(({ service }) => service))].sort()).toEqual([
    'Alarm',
    'Dashboard',
    'Log group',
    'Network interface',
    'SNS topic',
    'Subnet',
    'VPC',
  ]);
  expect(left.find(({ service }) => service === 'Network interface')?.why).toMatch(/AWS Lambda VPC ENI-x/);
  expect(() => receipt(cloud, part, left)).toThrow(Problem);
  expect(() => receipt(cloud, part, left)).toThrow(
    new RegExp(`${alarms.length + 8} things of ${STACK} left in account.*VPC ${vpc.id}`),
  );
  expect(() => receipt(cloud, part, left, new Date(), true)).toThrow(
    new RegExp(`${alarms.length + 8} things of ${STACK} left in account ${cloud.account}, us-east-1\\.$`, 'm'),
  );
  const next = expect.stringMatching(
    `^${nextCommand(cloud, 'down')} removes .*: ${nextCommand(cloud, 'leftovers')} looks`,
  );
  expect(() => receipt(cloud, part, left)).toThrow(
    expect.objectContaining({ next: expect.objectContaining({ en: next }) }),
  );
});
