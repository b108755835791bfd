// The two kinds of endpoint, beat by beat: the free one to S3 and the billed one to SNS.
// Notice: an endpoint of our name in another VPC can be neither adopted nor moved; and another system's endpoint is never
// ours, although the local cloud answers with everybody's endpoints, whatever the filter says.

import {
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeVpcEndpointsCommand,
  ModifyVpcEndpointCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { ec2 } = cloud;
const { network } = part;

const vpc = await make(network.vpc);
const subnets = [await make(network.subnetA, { vpc }), await make(network.subnetB, { vpc })];
const group = await make(network.endpointGroup, { vpc });
const modify = (VpcEndpointId: string, change: object) =>
  ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ...change }));
const openToAll = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

fourBeats('The gateway endpoint', shop, () => ({ step: network.s3Endpoint, needs: { vpc } }), {
  'somebody takes the route table away': {
    field: 'RouteTableIds',
    byHand: ({ id }) => modify(id, { RemoveRouteTableIds: [vpc.mainRouteTable] }),
  },
});

fourBeats('The interface endpoint', shop, () => ({ step: network.snsEndpoint, needs: { vpc, subnets, group } }), {
  'somebody takes a subnet away': {
    field: 'SubnetIds',
    byHand: ({ id }) => modify(id, { RemoveSubnetIds: [String(subnets[0]?.id)] }),
  },
});

test('a policy, groups or DNS other than ours is drift, if the cloud answers it at all', async () => {
  const needs = { vpc, subnets, group };
  const live = await make(network.snsEndpoint, needs);
  const fields = (change: object) =>
    network.snsEndpoint.compare({ ...live, ...change }, needs).map(({ field }) => field);
  expect(fields({ PolicyDocument: openToAll })).toEqual(['PolicyDocument']);
  expect(fields({ Groups: [vpc.defaultGroup] })).toEqual(['Groups']);
  expect(fields({ Groups: [group.id, vpc.defaultGroup] })).toEqual(['Groups']);
  expect(fields({ PrivateDnsEnabled: false })).toEqual(['PrivateDnsEnabled']);
  expect(fields({ PolicyDocument: undefined, Groups: undefined, PrivateDnsEnabled: undefined })).toEqual([]);
});

test('an endpoint that leads into another VPC is told, not moved', async () => {
  await make(network.s3Endpoint, { vpc });
  const needs = { vpc: { ...vpc, id: 'vpc-0000000000000000a' } };
  await expect(network.s3Endpoint.ensure(needs, ctx)).rejects.toThrow(/belongs to .* cannot move/);
});

test('the endpoint of a neighbour is neither taken for ours nor removed', async () => {
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({ VpcId: vpc.id, ServiceName: 'com.amazonaws.us-east-1.s3' }),
  );
  const ids = [String(VpcEndpoint?.VpcEndpointId)];
  const mine = await make(network.s3Endpoint, { vpc });
  expect(ids).not.toContain(mine.id);
  await network.s3Endpoint.remove(ctx);
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints.map(({ VpcEndpointId }) => VpcEndpointId)).toContain(ids[0]);
  await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: ids }));
});
