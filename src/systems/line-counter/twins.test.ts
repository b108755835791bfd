// Twins: the local cloud allows a second subnet, endpoint, group and VPC with our name and tags.
// `down` removes all of them and ends. `up` and `status` name them, because nobody can know which one is in use.

import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { tagFilters, tagsOf } from '../../aws/tags.ts';
import { describeDifference } from '../../engine/difference-words.ts';
import { namesOf } from './names.ts';
import { type OpenLineCounter, openLineCounter } from './testing/open.ts';

const NAME = 'ada-dev-line-counter';

const vpcId = async ({ cloud: { ec2, tags } }: OpenLineCounter) => {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: tagFilters(tags, NAME) }));
  return String(Vpcs[0]?.VpcId);
};
const makeSubnet = async ({ cloud: { ec2, tags } }: OpenLineCounter, VpcId: string) => {
  const request = { VpcId, CidrBlock: '10.42.1.0/24', ...tagsOf('subnet', tags, `${NAME}-a`) };
  return String((await ec2.send(new CreateSubnetCommand(request))).Subnet?.SubnetId);
};
const makeEndpoint = async ({ cloud: { ec2, tags } }: OpenLineCounter, VpcId: string, service: 's3' | 'sns') => {
  const kind = service === 's3' ? 'Gateway' : 'Interface';
  const tagged = tagsOf('vpc-endpoint', tags, `${NAME}-${service}`);
  const request = {
    VpcId,
    VpcEndpointType: kind,
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    ...tagged,
  } as const;
  return String((await ec2.send(new CreateVpcEndpointCommand(request))).VpcEndpoint?.VpcEndpointId);
};
const makeGroup = async ({ cloud: { ec2, tags } }: OpenLineCounter, VpcId: string, kind: string) => {
  const tagged = tagsOf('security-group', tags, `${NAME}-${kind}`);
  const request = { VpcId, GroupName: `${NAME}-${kind}`, Description: 'The group', ...tagged };
  return String((await ec2.send(new CreateSecurityGroupCommand(request))).GroupId);
};
const makeVpc = async ({ cloud: { ec2, tags } }: OpenLineCounter) =>
  String(
    (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.42.0.0/16', ...tagsOf('vpc', tags, NAME) }))).Vpc?.VpcId,
  );
test('two subnets of one name, two endpoints of one service, two mappings: `down` removes all of them and ends', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  await counter.up();
  const vpc = await vpcId(counter);
  await makeSubnet(counter, vpc);
  for (const service of ['s3', 'sns'] as const) await makeEndpoint(counter, vpc, service);
  const { queue, worker } = namesOf(counter.cloud, counter.settings);
  const ends = { EventSourceArn: counter.cloud.arn('sqs', queue), FunctionName: worker };
  await counter.cloud.lambda.send(new CreateEventSourceMappingCommand(ends));
  const { failure, outcomes } = await counter.down();
  expect([failure, outcomes.failed]).toEqual([undefined, undefined]);
  expect(await counter.left()).toEqual([]);
});

test('two whole networks: `down` removes both, with groups that name each other and the subnets inside', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  await counter.up();
  const twin = await makeVpc(counter);
  await makeSubnet(counter, twin);
  await makeEndpoint(counter, twin, 's3');
  const [worker, cache] = [await makeGroup(counter, twin, 'worker'), await makeGroup(counter, twin, 'cache')];
  for (const [GroupId, peer] of [
    [worker, cache],
    [cache, worker],
  ] as const) {
    const rule = { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, UserIdGroupPairs: [{ GroupId: peer }] };
    await counter.cloud.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }));
  }
  const { failure, results } = await counter.down();
  expect(failure).toBeUndefined();
  expect(results.filter(({ outcome }) => outcome === 'removed').length).toBeGreaterThan(20);
  expect(await counter.left()).toEqual([]);
});

test('`up` and `status` name a twin and say what to do; nothing is changed', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  await counter.up();
  const subnet = await makeSubnet(counter, await vpcId(counter));
  const endpoint = await makeEndpoint(counter, await vpcId(counter), 's3');

  const plan = await counter.up({ plan: true });
  const drifted = plan.results.flatMap(({ drift }) => drift);
  expect(drifted.map(({ field }) => field)).toEqual(['twins', 'twins']);
  const said = drifted.map((one) => describeDifference(one)).join('\n');
  for (const title of [/a twin is there: subnet-\w+ \(npm run down, then npm run up\)/, /a twin is there: vpce-\w+/])
    expect(said).toMatch(title);

  const { failure, writes } = await counter.up();
  const errors = (failure as AggregateError).errors;
  expect(errors.map(String).sort()).toEqual([
    expect.stringMatching(new RegExp(`Subnet ${NAME}-a is there 2 times.*${subnet}`)),
    expect.stringMatching(new RegExp(`VPC endpoint ${NAME}-s3 is there 2 times.*${endpoint}`)),
  ]);
  expect(errors[0].next.en).toMatch(/npm run down: it takes all of them away. Then run npm run up/);
  expect(writes).toBe(0);
  await counter.down();
  expect(await counter.left()).toEqual([]);
});

test('a twin VPC with a subnet in it is named by `up`, not waited for; an empty one is removed', async () => {
  const counter = await openLineCounter({ ALARMS: 'off' });
  await counter.up();
  const empty = await makeVpc(counter);
  expect((await counter.up()).outcomes.repaired).toBe(1);
  const { Vpcs = [] } = await counter.cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs.map(({ VpcId }) => VpcId)).not.toContain(empty);

  await makeGroup(counter, await makeVpc(counter), 'worker');
  const { failure } = await counter.up();
  expect((failure as AggregateError).errors.map(String)).toContainEqual(
    expect.stringMatching(new RegExp(`VPC ${NAME} is there 2 times, with the same name and tags`)),
  );
  await counter.down();
  expect(await counter.left()).toEqual([]);
});
