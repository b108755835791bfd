// What makes a subnet public, beat by beat: the internet gateway, the route table, the public addresses.
// At the end the VPC's main route table must still have no route to the internet.

import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  DescribeRouteTablesCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { gatewayBreaks, routeTableBreaks, subnetBreaks } from './breaks.ts';
import { internetGateway } from './internet-gateway.ts';
import { routeTable } from './route-table.ts';
import { subnet } from './subnet.ts';
import { vpc as vpcStep } from './vpc.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { ec2 } = cloud;
const name = 'ada-dev-open';
const cidr = '10.77.0.0/16';
const part = {
  gateway: internetGateway(cloud, { name, about }),
  subnetA: subnet(cloud, { name: `${name}-a`, about, cidr: '10.77.1.0/24', zoneIndex: 0, publicAddresses: true }),
  subnetB: subnet(cloud, { name: `${name}-b`, about, cidr: '10.77.2.0/24', zoneIndex: 1, publicAddresses: true }),
  routes: routeTable(cloud, { name, about }),
};

const vpc = await make(vpcStep(cloud, { name, about, cidr }));

fourBeats('The internet gateway', testCloud, () => ({ step: part.gateway, needs: { vpc } }), gatewayBreaks);

fourBeats('A public subnet', testCloud, () => ({ step: part.subnetA, needs: { vpc } }), subnetBreaks);

const routesNeeds = async () => ({
  vpc,
  gateway: await make(part.gateway, { vpc }),
  subnets: [await make(part.subnetA, { vpc }), await make(part.subnetB, { vpc })],
});
fourBeats(
  'The route table',
  testCloud,
  async () => ({ step: part.routes, needs: await routesNeeds() }),
  routeTableBreaks,
);

test('the main route table stays without a route to the internet, and without these subnets', async () => {
  const needs = await routesNeeds();
  await make(part.routes, needs);
  const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [vpc.mainRouteTable] }));
  expect(RouteTables?.[0]?.Routes?.map(({ GatewayId }) => GatewayId)).toEqual(['local']);
  expect(RouteTables?.[0]?.Associations?.filter(({ SubnetId }) => SubnetId)).toEqual([]);
});

test('the two public subnets are in two zones, on one table of their own', async () => {
  const needs = await routesNeeds();
  const { SubnetIds, id } = await make(part.routes, needs);
  expect(new Set(needs.subnets.map(({ zone }) => zone)).size).toBe(2);
  expect([...SubnetIds].sort()).toEqual(needs.subnets.map((one) => one.id).sort());
  expect(id).not.toBe(vpc.mainRouteTable);
});

test('a gateway or table of another VPC is named, not moved', async () => {
  const needs = await routesNeeds();
  await make(part.routes, needs);
  const elsewhere = { ...vpc, id: 'vpc-0000000000000000a' };
  await expect(part.gateway.ensure({ vpc: elsewhere }, ctx)).rejects.toThrow(/is attached to .* not moved/);
  await expect(part.routes.ensure({ ...needs, vpc: elsewhere }, ctx)).rejects.toThrow(/belongs to .* cannot move/);
});

test('a second gateway of our name and tags is named by up; down deletes both', async () => {
  const before = await make(part.gateway, { vpc });
  const Tags = Object.entries({ ...cloud.tags, Name: name }).map(([Key, Value]) => ({ Key, Value }));
  const TagSpecifications = [{ ResourceType: 'internet-gateway' as const, Tags }];
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({ TagSpecifications }));
  await expect(part.gateway.ensure({ vpc }, ctx)).rejects.toThrow(/is there 2 times/);
  expect(InternetGateway?.InternetGatewayId).not.toBe(before.id);
  expect(await part.gateway.remove(ctx)).toBe('removed');
  expect(await part.gateway.describe(ctx)).toBeUndefined();
});

test('one attached by a call that was not answered counts as attached', async () => {
  const needs = { vpc };
  const { id } = await make(part.gateway, needs);
  const attach = new AttachInternetGatewayCommand({ InternetGatewayId: id, VpcId: vpc.id });
  await expect(ec2.send(attach)).rejects.toMatchObject({ name: 'Resource.AlreadyAssociated' });
  expect(await part.gateway.ensure(needs, ctx)).toMatchObject({ outcome: 'unchanged' });
});
