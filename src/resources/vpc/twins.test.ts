// Twins, really made: the local cloud lets a second subnet, endpoint, group and VPC carry our name and tags.
// Notice: `down` takes all of them and ends; `up` and `status` name them, because nobody can tell which one is in use.

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
import { provision } from '../../../provision/line-counter.ts';
import { teardown } from '../../../teardown/line-counter.ts';
import { tagFilters, tagsOf } from '../../aws/tags.ts';
import { describeDifference } from '../../engine/difference-words.ts';
import { findLeftovers } from '../../operate/leftovers/find.ts';
import { names } from '../../systems/line-counter/names.ts';
import { tellStory } from '../../testing/tell-story.ts';
import { openWorkshop, type Workshop } from '../../testing/workshop.ts';

const NAME = 'ada-dev-line-counter';

const vpcId = async ({ cloud: { ec2, tags } }: Workshop) => {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: tagFilters(tags, NAME) }));
  return String(Vpcs[0]?.VpcId);
};
const makeSubnet = async ({ cloud: { ec2, tags } }: Workshop, VpcId: string) => {
  const request = { VpcId, CidrBlock: '10.42.1.0/24', ...tagsOf('subnet', tags, `${NAME}-a`) };
  return String((await ec2.send(new CreateSubnetCommand(request))).Subnet?.SubnetId);
};
const makeEndpoint = async ({ cloud: { ec2, tags } }: Workshop, VpcId: string, service: 's3' | 'sns') => {
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
const makeGroup = async ({ cloud: { ec2, tags } }: Workshop, VpcId: string, kind: string) => {
  const tagged = tagsOf('security-group', tags, `${NAME}-${kind}`);
  const request = { VpcId, GroupName: `${NAME}-${kind}`, Description: 'The group', ...tagged };
  return String((await ec2.send(new CreateSecurityGroupCommand(request))).GroupId);
};
const makeVpc = async ({ cloud: { ec2, tags } }: Workshop) =>
  String(
    (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.42.0.0/16', ...tagsOf('vpc', tags, NAME) }))).Vpc?.VpcId,
  );
const left = ({ cloud, part }: Workshop) => findLeftovers(cloud, part);

test('two subnets of one name, two endpoints of one service, two mappings: `down` takes all of them and ends', async () => {
  const shop = await openWorkshop({ ALARMS: 'off' });
  await tellStory(shop, provision);
  const vpc = await vpcId(shop);
  await makeSubnet(shop, vpc);
  for (const service of ['s3', 'sns'] as const) await makeEndpoint(shop, vpc, service);
  const { queue, worker } = names(shop.cloud, shop.settings);
  const ends = { EventSourceArn: shop.cloud.arn('sqs', queue), FunctionName: worker };
  await shop.cloud.lambda.send(new CreateEventSourceMappingCommand(ends));
  const { failure, outcomes } = await tellStory(shop, teardown);
  expect([failure, outcomes.failed]).toEqual([undefined, undefined]);
  expect(await left(shop)).toEqual([]);
});

test('two whole networks: `down` takes both, with groups that name each other and the subnets inside', async () => {
  const shop = await openWorkshop({ ALARMS: 'off' });
  await tellStory(shop, provision);
  const twin = await makeVpc(shop);
  await makeSubnet(shop, twin);
  await makeEndpoint(shop, twin, 's3');
  const [worker, cache] = [await makeGroup(shop, twin, 'worker'), await makeGroup(shop, twin, 'cache')];
  for (const [GroupId, peer] of [
    [worker, cache],
    [cache, worker],
  ] as const) {
    const rule = { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, UserIdGroupPairs: [{ GroupId: peer }] };
    await shop.cloud.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }));
  }
  const { failure, results } = await tellStory(shop, teardown);
  expect(failure).toBeUndefined();
  expect(results.filter(({ outcome }) => outcome === 'removed').length).toBeGreaterThan(20);
  expect(await left(shop)).toEqual([]);
});

test('`up` and `status` name a twin and say what to do; nothing is changed', async () => {
  const shop = await openWorkshop({ ALARMS: 'off' });
  await tellStory(shop, provision);
  const subnet = await makeSubnet(shop, await vpcId(shop));
  const endpoint = await makeEndpoint(shop, await vpcId(shop), 's3');

  const plan = await tellStory(shop, provision, { plan: true });
  const drifted = plan.results.flatMap(({ drift }) => drift);
  expect(drifted.map(({ field }) => field)).toEqual(['twins', 'twins']);
  const said = drifted.map(describeDifference).join('\n');
  for (const title of [/a twin is there: subnet-\w+ \(npm run down, then npm run up\)/, /a twin is there: vpce-\w+/])
    expect(said).toMatch(title);

  const { failure, writes } = await tellStory(shop, provision);
  const errors = (failure as AggregateError).errors;
  expect(errors.map(String).sort()).toEqual([
    expect.stringMatching(new RegExp(`Subnet ${NAME}-a is there 2 times.*${subnet}`)),
    expect.stringMatching(new RegExp(`VPC endpoint ${NAME}-s3 is there 2 times.*${endpoint}`)),
  ]);
  expect(errors[0].next).toMatch(/npm run down: it takes all of them away. Then run npm run up/);
  expect(writes).toBe(0);
  await tellStory(shop, teardown);
  expect(await left(shop)).toEqual([]);
});

test('a twin VPC with a subnet in it is named by `up`, not waited for; an empty one is taken away', async () => {
  const shop = await openWorkshop({ ALARMS: 'off' });
  await tellStory(shop, provision);
  const empty = await makeVpc(shop);
  expect((await tellStory(shop, provision)).outcomes.repaired).toBe(1);
  const { Vpcs = [] } = await shop.cloud.ec2.send(new DescribeVpcsCommand({}));
  expect(Vpcs.map(({ VpcId }) => VpcId)).not.toContain(empty);

  await makeGroup(shop, await makeVpc(shop), 'worker');
  const { failure } = await tellStory(shop, provision);
  expect((failure as AggregateError).errors.map(String)).toContainEqual(
    expect.stringMatching(new RegExp(`VPC ${NAME} is there 2 times, with the same name and tags`)),
  );
  await tellStory(shop, teardown);
  expect(await left(shop)).toEqual([]);
});
