// The fold, with invented parts and rights: a new system needs no new code here.

import { expect, test } from 'vitest';
import { LOCAL_ACCOUNT, openCloud } from '../aws/clients.ts';
import { policy as document, onlyOverTls } from '../aws/policy.ts';
import { equals, may } from '../aws/rights.ts';
import type { Right } from '../engine/rights.ts';
import { stepsOf } from '../engine/steps-of.ts';
import { s3Bucket } from '../resources/s3/bucket.ts';
import { sqsQueue } from '../resources/sqs/queue.ts';
import { ownership, readSettings } from '../settings/settings.ts';
import { fold, type Statement } from './policy.ts';

const ORIGIN = { name: 'ada-dev-inbox', account: LOCAL_ACCOUNT, region: 'us-east-1' };
const arn = (service: string, thing: string) => `arn:aws:${service}:us-east-1:${LOCAL_ACCOUNT}:${thing}`;
const text = { en: 'x', pt: 'x' };

/** "sqs:CreateQueue on arn:aws:sqs:*:*:name" */
const granted = (statements: readonly Statement[]) =>
  statements.flatMap(({ Action, Resource }) => Action.flatMap((one) => Resource.map((thing) => `${one} on ${thing}`)));
const folded = (...rights: Right[]) => fold(rights, ORIGIN).Statement;

test('an unknown queue and an unknown bucket make a policy of two statements', async () => {
  const identity = { account: LOCAL_ACCOUNT, partition: 'aws', lab: false };
  const cloud = {
    ...(await openCloud({ region: ORIGIN.region, identity })),
    tags: ownership(readSettings({}), 'inbox'),
  };
  const parts = {
    queue: sqsQueue(cloud, {
      name: `${ORIGIN.name}-letters`,
      about: { what: text, why: text },
      visibilitySeconds: 30,
      policy: document(onlyOverTls('sqs:*', [cloud.arn('sqs', `${ORIGIN.name}-letters`)])),
    }),
    files: { bucket: s3Bucket(cloud, { name: `${ORIGIN.name}-${LOCAL_ACCOUNT}`, about: { what: text, why: text } }) },
  };
  cloud.close();
  const { Statement } = fold(
    stepsOf(parts).flatMap(({ rights }) => rights),
    ORIGIN,
  );
  expect(Statement.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
    ['Sqs', ['arn:aws:sqs:*:*:ada-dev-inbox-letters']],
    ['BucketObject', ['', '/*'].map((end) => `arn:aws:s3:::ada-dev-inbox-\${aws:PrincipalAccount}${end}`)],
  ]);
  expect(Statement[0]?.Action).toContain('sqs:CreateQueue');
});

test('two buckets keep their whole names, because a pattern would be open to buckets of other accounts', () => {
  const buckets = ['', 'results-'].map((more) => `arn:aws:s3:::ada-dev-inbox-${more}${LOCAL_ACCOUNT}`);
  expect(folded(may('s3', 'CreateBucket', buckets)).map(({ Resource }) => Resource)).toEqual([
    ['', 'results-'].map((more) => `arn:aws:s3:::ada-dev-inbox-${more}\${aws:PrincipalAccount}`),
  ]);
});

test('names become a pattern when the right is for all of their kind, and stay whole when one is missing', () => {
  const [a, b] = [arn('sqs', 'ada-dev-inbox-a'), arn('sqs', 'ada-dev-inbox-b')];
  const statements = folded(may('sqs', 'CreateQueue', a), may('sqs', 'CreateQueue', b), may('sqs', 'SendMessage', b));
  expect(granted(statements)).toEqual([
    'sqs:CreateQueue on arn:aws:sqs:*:*:ada-dev-inbox-*',
    'sqs:SendMessage on arn:aws:sqs:*:*:ada-dev-inbox-b',
  ]);
});

test('names of roles are never a pattern, because it would include roles that do not exist yet', () => {
  const roles = ['a', 'b'].map((one) => `arn:aws:iam::${LOCAL_ACCOUNT}:role/ada-dev-inbox-${one}`);
  expect(folded(may('iam', 'CreateRole', roles)).flatMap(({ Resource }) => Resource)).toEqual([
    'arn:aws:iam::*:role/ada-dev-inbox-a',
    'arn:aws:iam::*:role/ada-dev-inbox-b',
  ]);
});

test('an action is not joined with a kind of things that it uses under another condition', () => {
  const [vpc, subnet] = [arn('ec2', 'vpc/*'), arn('ec2', 'subnet/*')];
  const [made, ours] = [equals({ 'aws:RequestTag/project': 'ada' }), equals({ 'aws:ResourceTag/project': 'ada' })];
  const statements = folded(
    may('ec2', 'CreateVpc', vpc, { when: made }),
    may('ec2', 'CreateSubnet', subnet, { when: made }),
    may('ec2', 'CreateSubnet', vpc, { when: ours }),
  );
  expect(granted(statements.filter(({ Condition }) => Condition === made))).not.toContain(
    'ec2:CreateSubnet on arn:aws:ec2:*:*:vpc/*',
  );
  expect(statements).toHaveLength(3);
});

test('a right on everything is not repeated; a right with a name keeps its statement', () => {
  const queue = arn('sqs', 'ada-dev-inbox-a');
  const statements = folded(
    may('sqs', 'ListQueues', '*'),
    may('sqs', 'ListQueues GetQueueUrl', queue),
    may('sqs', 'SendMessage', queue, { sid: 'Redrive' }),
  );
  expect(statements.map(({ Sid, Action }) => [Sid, Action])).toEqual([
    ['ListAndDescribe', ['sqs:ListQueues']],
    ['Sqs', ['sqs:GetQueueUrl']],
    ['Redrive', ['sqs:SendMessage']],
  ]);
});

test('account and region are left open, in names and conditions too', () => {
  const dashboard = `arn:aws:cloudwatch::${LOCAL_ACCOUNT}:dashboard/ada-dev-inbox-us-east-1`;
  const when = { ArnLike: { 'lambda:FunctionArn': arn('lambda', 'function:f') } };
  const [one, two] = folded(may('cloudwatch', 'PutDashboard', dashboard), may('lambda', 'Do', '*', { when }));
  expect(one?.Resource).toEqual(['arn:aws:cloudwatch::*:dashboard/ada-dev-inbox-*']);
  expect(two?.Condition).toEqual({ ArnLike: { 'lambda:FunctionArn': 'arn:aws:lambda:*:*:function:f' } });
});
