// The network's ground, beat by beat: VPC, subnet, security group.
// Notice: a group has no field that could be mended, so its third beat is missing; its rules have a file of their own.

import { ModifySubnetAttributeCommand, ModifyVpcAttributeCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { openWorkshop } from '../../testing/workshop.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { ec2 } = cloud;

fourBeats('The VPC', shop, () => ({ step: part.network.vpc, needs: {} }), {
  'somebody turns the DNS host names off': {
    field: 'enableDnsHostnames',
    byHand: ({ id }) => ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsHostnames: { Value: false } })),
  },
  'somebody turns DNS off': {
    field: 'enableDnsSupport',
    byHand: ({ id }) => ec2.send(new ModifyVpcAttributeCommand({ VpcId: id, EnableDnsSupport: { Value: false } })),
  },
});

const inVpc = async () => ({ vpc: await make(part.network.vpc) });

fourBeats('A subnet', shop, async () => ({ step: part.network.subnetA, needs: await inVpc() }), {
  'somebody hands out public addresses': {
    field: 'MapPublicIpOnLaunch',
    byHand: ({ id }) =>
      ec2.send(new ModifySubnetAttributeCommand({ SubnetId: id, MapPublicIpOnLaunch: { Value: true } })),
  },
});

fourBeats('A security group', shop, async () => ({ step: part.network.workerGroup, needs: await inVpc() }), {});

test('the two subnets stand in different zones', async () => {
  const needs = await inVpc();
  const [a, b] = [await make(part.network.subnetA, needs), await make(part.network.subnetB, needs)];
  expect(a.zone).not.toBe(b.zone);
});

test('another VPC_CIDR cannot be made of a VPC that is there, and the sentence says what to do', async () => {
  await make(part.network.vpc);
  const other = await openWorkshop({ VPC_CIDR: '10.43.0.0/16' }, cloud.account);
  await expect(other.part.network.vpc.ensure({}, ctx)).rejects.toMatchObject({
    message: expect.stringContaining('10.42.0.0/16'),
    next: expect.stringContaining('VPC_CIDR=10.42.0.0/16'),
  });
});

test('a subnet or group that belongs to another VPC is told, not moved', async () => {
  const { vpc } = await inVpc();
  const needs = { vpc: { ...vpc, id: 'vpc-0000000000000000a' } };
  await make(part.network.subnetA, { vpc });
  await make(part.network.workerGroup, { vpc });
  await expect(part.network.subnetA.ensure(needs, ctx)).rejects.toThrow(/VpcId .*cannot be changed/);
  await expect(part.network.workerGroup.ensure(needs, ctx)).rejects.toThrow(/belongs to .*cannot move/);
});
