// Somebody opens things to the world: a plan says what, to whom and from where; programs get only the field names.

import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { describeDifference } from '../../engine/difference-words.ts';
import { stepLine } from '../../screen/jsonl.ts';
import { namesOf } from './names.ts';
import { openLineCounter } from './testing/open.ts';

const ANYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
const EVERYBODY = {
  ...ANYTHING,
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
};
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

test('rules, public access and policies are shown with their values', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  await counter.up();
  const { cloud, part, settings, ctx } = counter;
  const names = namesOf(cloud, settings);

  const rules = await part.network.cacheRules.describe(ctx);
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  await cloud.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: rules?.id, IpPermissions: [ssh] }));
  const open = {
    BlockPublicAcls: false,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: true,
  };
  await cloud.s3.send(new PutPublicAccessBlockCommand({ Bucket: names.bucket, PublicAccessBlockConfiguration: open }));
  const queue = await part.deadLetters.describe(ctx);
  await cloud.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queue?.url, Attributes: { Policy: JSON.stringify(EVERYBODY) } }),
  );
  const role = { RoleName: names.worker };
  const PolicyDocument = JSON.stringify(ANYTHING);
  await cloud.iam.send(new PutRolePolicyCommand({ ...role, PolicyName: 'more', PolicyDocument }));
  await cloud.iam.send(new AttachRolePolicyCommand({ ...role, PolicyArn: ADMINISTRATOR }));

  const { results } = await counter.up({ plan: true });
  const drifted = results.filter(({ drift }) => drift.length);
  expect(
    Object.fromEntries(drifted.map(({ title, drift }) => [title, drift.map((one) => describeDifference(one))])),
  ).toEqual({
    [part.network.cacheRules.title]: ['ingress + tcp 22 0.0.0.0/0'],
    [part.bucket.title]: ['PublicAccessBlock BlockPublicAcls false -> true, BlockPublicPolicy false -> true'],
    [part.deadLetters.title]: ['Policy + Allow * sqs:SendMessage - OnlyOverTls: Deny * sqs:* (on a condition)'],
    [part.worker.role.title]: [`AttachedPolicies + ${ADMINISTRATOR}`, 'policies more + Allow s3:* on *'],
  });
  expect(drifted.map((result) => (stepLine(result) as { fields: string[] }).fields).sort()).toEqual([
    ['AttachedPolicies', 'policies'],
    ['Policy'],
    ['PublicAccessBlock'],
    ['ingress'],
  ]);
});
