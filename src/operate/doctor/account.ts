// What an account must offer: room for the network, room for the functions, the right to do it, and a clock that agrees.
// Notice: nothing is created. EC2 answers a dry run; of the other services we ask what costs nothing to ask.

import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateVpcCommand, DescribeVpcsCommand, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Owned } from '../../aws/clients.ts';
import { tagsOf } from '../../aws/tags.ts';
import { isKind, said } from '../../engine/problems.ts';
import { bad, type Finding, good, warning } from './finding.ts';

/** VPCs a region may have unless the quota was raised (Amazon VPC quotas). */
const VPC_QUOTA = 5;
/** Network interfaces a region may have unless the quota was raised (Amazon VPC quotas). */
const INTERFACE_QUOTA = 5000;
/** Seconds that a request's time may be off before AWS refuses its signature (Signature Version 4). */
const SKEW = 300;

export async function roomForNetwork({ ec2, region }: Owned): Promise<Finding> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const found = `${Vpcs.length} of ${VPC_QUOTA} VPCs in use in ${region}`;
  if (Vpcs.length < VPC_QUOTA) return good('Room for a VPC', found);
  return warning(
    'Room for a VPC',
    found,
    'If `up` says VpcLimitExceeded: delete a VPC you do not need, choose another AWS_REGION, or ask for a higher quota.',
  );
}

export async function roomForFunctions({ lambda }: Owned): Promise<Finding> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const found = `${limit} functions may run at once in this account`;
  if (limit >= 10) return good('Room for functions', found);
  return bad(
    'Room for functions',
    found,
    'Ask for a higher quota "Concurrent executions" of Lambda: the worker and the reader need at least 10.',
  );
}

export async function roomForInterfaces({ ec2, region }: Owned): Promise<Finding> {
  let count = 0;
  for await (const { NetworkInterfaces = [] } of paginateDescribeNetworkInterfaces(
    { client: ec2 },
    { MaxResults: 1000 },
  ))
    count += NetworkInterfaces.length;
  const found = `${count} of ${INTERFACE_QUOTA} network interfaces in use in ${region}`;
  if (count < INTERFACE_QUOTA - 10) return good('Room for interfaces', found);
  return warning(
    'Room for interfaces',
    found,
    'Delete some that nobody uses, or ask for a higher quota of Amazon VPC.',
  );
}

/** The difference between our clock and AWS's, from the Date of an answer. */
export async function clocks({ sts, local }: Owned): Promise<Finding> {
  let date = '';
  sts.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      date = (answer.response as { headers?: Record<string, string> }).headers?.date ?? '';
      return answer;
    },
    { step: 'deserialize', name: 'readDate', override: true },
  );
  const sent = Date.now();
  await sts.send(new GetCallerIdentityCommand({}));
  const theirs = Date.parse(date);
  if (Number.isNaN(theirs)) return good('Clock', 'the endpoint tells no time');
  const off = Math.abs(theirs - (sent + Date.now()) / 2) / 1000;
  const found = off < 2 ? `agrees with ${local ? 'the emulator' : 'AWS'}` : `${Math.round(off)} s off`;
  if (off < SKEW / 2) return good('Clock', found);
  return bad('Clock', found, `Set this machine's clock: AWS refuses requests that are ${SKEW} s off.`);
}

/** One question a service: is this identity let in at all? */
export async function rights(cloud: Owned): Promise<Finding[]> {
  const questions: Record<string, () => Promise<unknown>> = {
    S3: () => cloud.s3.send(new ListBucketsCommand({ MaxBuckets: 1 })),
    SQS: () => cloud.sqs.send(new ListQueuesCommand({ MaxResults: 1 })),
    SNS: () => cloud.sns.send(new ListTopicsCommand({})),
    Lambda: () => cloud.lambda.send(new ListFunctionsCommand({ MaxItems: 1 })),
    ElastiCache: () => cloud.elasticache.send(new DescribeReplicationGroupsCommand({ MaxRecords: 20 })),
    'CloudWatch Logs': () => cloud.logs.send(new DescribeLogGroupsCommand({ limit: 1 })),
    IAM: () => cloud.iam.send(new ListRolesCommand({ MaxItems: 1 })),
    // An emulator may carry a dry run out, so it is not asked.
    ...(!cloud.local && {
      'EC2 (make a VPC)': () =>
        cloud.ec2Once.send(
          new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', DryRun: true, ...tagsOf('vpc', cloud.tags, 'doctor') }),
        ),
    }),
  };
  return Promise.all(
    Object.entries(questions).map(async ([service, ask]) => {
      const check = `Rights: ${service}`;
      try {
        await ask();
        return good(check, 'allowed');
      } catch (error) {
        if (isKind(error, 'DryRunOperation')) return good(check, 'allowed');
        return bad(
          check,
          said(error),
          'Ask whoever runs the account for the rights in provision/line-counter.policy.json (npm run policy).',
        );
      }
    }),
  );
}
