// What an account must have for the parts of a system: quotas for its network and its functions, the right to use its
// services, and the same time. Nothing is created.

import { DescribeVpcsCommand, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Owned } from '../../aws/clients.ts';
import { errorText } from '../../engine/problems.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { servicesOf } from '../../resources/services.ts';
import { bad, type Finding, good, warning } from './finding.ts';

/** VPCs of a region without a higher quota (Amazon VPC quotas). */
const VPC_QUOTA = 5;
/** Network interfaces of a region without a higher quota (Amazon VPC quotas). */
const INTERFACE_QUOTA = 5000;
/** Seconds that a request's time may differ before AWS refuses its signature (Signature Version 4). */
const SKEW = 300;

async function roomForNetwork({ ec2, region }: Owned): Promise<Finding> {
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
    'Ask for a higher quota "Concurrent executions" of Lambda: the functions of a system need at least 10.',
  );
}

async function roomForInterfaces({ ec2, region }: Owned): Promise<Finding> {
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
  if (Number.isNaN(theirs)) return good('Clock', 'the endpoint sends no time');
  const off = Math.abs(theirs - (sent + Date.now()) / 2) / 1000;
  const found = off < 2 ? `agrees with ${local ? 'the emulator' : 'AWS'}` : `${Math.round(off)} s off`;
  if (off < SKEW / 2) return good('Clock', found);
  return bad('Clock', found, `Set this machine's clock: AWS refuses requests that are ${SKEW} s off.`);
}

/** One question for each service of the parts: may this identity use it? @param parts a system's parts, or its steps */
export function rights(cloud: Owned, parts: object): Promise<Finding[]> {
  return Promise.all(
    servicesOf(stepsOf(parts)).map(async ({ name, ask }) => {
      const check = `Rights: ${name}`;
      try {
        await ask(cloud);
        return good(check, 'allowed');
      } catch (error) {
        return bad(
          check,
          errorText(error),
          `Ask the administrator of the account for the rights in provision/${cloud.tags.stack}.policy.json (npm run policy).`,
        );
      }
    }),
  );
}

/** Is the account's quota large enough for the parts? @param parts a system's parts, or its steps */
export function room(cloud: Owned, parts: object): Promise<Finding[]> {
  const kinds = new Set(stepsOf(parts).map(({ kind }) => kind));
  const looks = [
    ...(kinds.has('VPC') ? [roomForNetwork, roomForInterfaces] : []),
    ...(kinds.has('Lambda function') ? [roomForFunctions] : []),
  ];
  return Promise.all(looks.map((look) => look(cloud)));
}
