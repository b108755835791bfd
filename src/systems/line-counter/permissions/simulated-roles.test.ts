// The functions' roles against AWS's rules, for rights that the local cloud does not check (receive messages, write the
// log, join the network, distinguish 404 from 403): each is needed, and none reaches a neighbour's things.
// The policies are those that `up` writes, read from IAM. The needs are AWS's, each with its source.

import { beforeAll, describe, expect, test } from 'vitest';
import { allow, type Policy, policy } from '../../../aws/policy.ts';
import { type Need, need, needs } from '../../../permissions/testing/call.ts';
import { policyOf, without } from '../../../permissions/testing/enforcing-cloud.ts';
import { allowed, firstDenied } from '../../../permissions/testing/simulator.ts';
import { namesOf } from '../names.ts';
import { type OpenLineCounter, openLineCounter } from '../testing/open.ts';

let counter: OpenLineCounter;
const policies: Record<'worker' | 'reader' | 'page', Policy> = {} as never;
let boundary: Policy;
let names: ReturnType<typeof namesOf>;

beforeAll(async () => {
  counter = await openLineCounter({ STAGE: 'roles', ALARMS: 'off' });
  names = namesOf(counter.cloud, counter.settings);
  expect((await counter.up()).failure).toBeUndefined();
  boundary = JSON.parse((await counter.part.boundary?.describe(counter.ctx))?.PolicyDocument ?? '');
  policies.worker = await policyOf(counter.cloud, names.worker);
  policies.reader = await policyOf(counter.cloud, names.reader);
  policies.page = await policyOf(counter.cloud, names.page);
});

const role = (name: string) => `arn:aws:sts::${counter.cloud.account}:assumed-role/${name}/${name}`;
const logStream = (name: string) =>
  counter.cloud.arn('logs', `log-group:/aws/lambda/${name}:log-stream:2026/01/01/[$LATEST]1`);
const ec2 = (thing: string) => counter.cloud.arn('ec2', thing);

const writesLog = (name: string): Need[] => needs(['logs:CreateLogStream', 'logs:PutLogEvents'], logStream(name));

/** Lambda developer guide, "Execution role" and "Giving Lambda functions access to resources in an Amazon VPC". */
const lambdaItself = (name: string): Need[] => [
  ...writesLog(name),
  ...['network-interface/eni-1', 'subnet/subnet-1', 'security-group/sg-1'].map((thing) =>
    need('ec2:CreateNetworkInterface', ec2(thing)),
  ),
  ...needs(['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets']),
  ...needs(
    ['ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
    ec2('network-interface/eni-1'),
  ),
];

/** The calls of the worker's code and of its poller (Lambda developer guide, "Using Lambda with Amazon SQS"). */
const workersOwn = (): Need[] => {
  const bucket = counter.cloud.bucketArn(names.bucket);
  return [
    ...needs(['s3:GetObject', 's3:GetObjectVersion'], `${bucket}/a.txt`),
    // Without it a missing file answers 403, not 404 (S3 API reference, GetObject).
    need('s3:ListBucket', bucket),
    ...needs(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      counter.cloud.arn('sqs', names.queue),
    ),
    need('sns:Publish', counter.cloud.arn('sns', names.topic)),
  ];
};

/** The calls of the page's code. Moving messages needs the rights to take and send them (SQS developer guide, "Redrive"). */
const pagesOwn = (): Need[] => {
  const { cloud } = counter;
  const [bucket, queue, deadLetters] = [
    cloud.bucketArn(names.bucket),
    cloud.arn('sqs', names.queue),
    cloud.arn('sqs', names.deadLetters),
  ];
  return [
    ...needs(
      ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      `${bucket}/web/a`,
    ),
    need('s3:ListBucket', bucket),
    need('lambda:InvokeFunction', cloud.arn('lambda', `function:${names.reader}`)),
    ...[queue, deadLetters].flatMap((one) => needs(['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], one)),
    ...needs(
      [
        'ReceiveMessage',
        'DeleteMessage',
        'ChangeMessageVisibility',
        'StartMessageMoveTask',
        'ListMessageMoveTasks',
      ].map((action) => `sqs:${action}`),
      deadLetters,
    ),
    need('sqs:SendMessage', queue),
    need('logs:FilterLogEvents', cloud.arn('logs', `log-group:/aws/lambda/${names.worker}:*`)),
    need('cloudwatch:DescribeAlarms'),
  ];
};

const neededBy = {
  page: () => [...writesLog(names.page), ...pagesOwn()],
  worker: () => [...lambdaItself(names.worker), ...workersOwn()],
  reader: () => lambdaItself(names.reader),
};

const same = (one: Need) => (other: Need) => one.action === other.action && one.resource === other.resource;
/** Both roles tell a missing file from a forbidden one, and count the messages of the queue. */
const notOfPage = (one: Need) =>
  !pagesOwn().some(same(one)) && one.resource !== `${counter.cloud.bucketArn(names.bucket)}/web/a`;
const notOfWorker = (one: Need) =>
  !workersOwn().some(same(one)) && !(one.action === 's3:GetObject' && one.resource.endsWith('/web/a'));

describe.for(['worker', 'reader', 'page'] as const)('the %s’s role, simulated', (who) => {
  const by = (policy: Policy = policies[who]) => ({ principal: role(names[who]), policy });

  test('it allows what Lambda and the function do', async () => {
    expect(await firstDenied(neededBy[who](), by())).toBeUndefined();
  });

  test('each of its actions is needed: without it something with a name is denied', async () => {
    for (const action of policies[who].Statement.flatMap(({ Action }) => Action)) {
      const denied = await firstDenied(neededBy[who](), by(without(policies[who], action)));
      expect([action, denied?.action]).toEqual([action, action]);
    }
  });

  test('under the boundary nothing that it needs is denied', async () => {
    expect(await firstDenied(neededBy[who](), { ...by(), boundary })).toBeUndefined();
  });

  test('it allows nothing on other functions, queues, buckets and topics; the boundary allows nothing there even if it allowed everything', async () => {
    const { cloud } = counter;
    const widest = policy(allow('Everything', ['*'], ['*']));
    const nobodys = [
      ...needs(['s3:GetObject', 's3:GetObjectVersion'], 'arn:aws:s3:::ada-prod-line-counter-1/a.txt'),
      need('s3:ListBucket', 'arn:aws:s3:::ada-prod-line-counter-1'),
      need('s3:DeleteObject', `${cloud.bucketArn(names.bucket)}/web/a.txt`),
      need('sqs:ReceiveMessage', cloud.arn('sqs', `${names.queue}-2`)),
      need('sqs:SendMessage', cloud.arn('sqs', names.deadLetters)),
      need('sns:Publish', cloud.arn('sns', `${names.topic}-2`)),
      ...needs(['logs:CreateLogStream', 'logs:PutLogEvents'], logStream(`${names[who]}-2`)),
      need('logs:CreateLogGroup', cloud.arn('logs', `log-group:/aws/lambda/${names[who]}`)),
      need('s3:PutObject', `${cloud.bucketArn(names.bucket)}/a.txt`),
      need('lambda:InvokeFunction', cloud.arn('lambda', `function:${names.worker}`)),
    ];
    const ofOtherRoles = who === 'page' ? workersOwn().filter(notOfPage) : pagesOwn().filter(notOfWorker);
    for (const one of ofOtherRoles) expect([one, await allowed(one, by())]).toEqual([one, false]);
    for (const one of nobodys) {
      expect([one, await allowed(one, by())]).toEqual([one, false]);
      expect([one, await allowed(one, { ...by(widest), boundary })]).toEqual([one, false]);
      expect(await allowed(one, by(widest))).toBe(true); // so it is the boundary that denies
    }
  });

  test('a person who assumes it, or writes its code, gets no right of IAM from it, whatever its policy says', async () => {
    const widest = policy(allow('Everything', ['*'], ['*']));
    const arn = (thing: string) => `arn:aws:iam::${counter.cloud.account}:${thing}`;
    const ladder = [
      ...needs(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:PassRole'], arn('role/any')),
      ...needs(['iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole'], arn(`role/${names[who]}`)),
      ...needs(['iam:CreatePolicyVersion', 'iam:DeletePolicy'], arn(`policy/${names.boundary}`)),
      ...needs(['iam:CreateUser', 'iam:CreateAccessKey'], arn('user/any')),
      need('lambda:UpdateFunctionCode', counter.cloud.arn('lambda', `function:${names.worker}`)),
    ];
    for (const rung of ladder) {
      expect([rung, await allowed(rung, { ...by(widest), boundary })]).toEqual([rung, false]);
      expect(await allowed(rung, by(widest))).toBe(true);
    }
  });
});

test.for([
  ['TakeMessages', 'sqs:ReceiveMessage'],
  ['TellMissingFromForbidden', 's3:ListBucket'],
  ['WriteLog', 'logs:CreateLogStream'],
  ['JoinTheNetwork', 'ec2:CreateNetworkInterface'],
])(
  'without the worker’s statement %s, %s is denied (simulated: the local cloud does not check it)',
  async ([sid, action]) => {
    const Statement = policies.worker.Statement.filter(({ Sid }) => Sid !== sid);
    const by = { principal: role(names.worker), policy: { ...policies.worker, Statement } };
    expect((await firstDenied(neededBy.worker(), by))?.action).toBe(action);
  },
);

test('the reader may not use files, messages or the topic', async () => {
  const by = { principal: role(names.reader), policy: policies.reader };
  for (const one of workersOwn()) expect([one, await allowed(one, by)]).toEqual([one, false]);
});
