// VPC, subnet and security group in four beats. The rules of a group have their own test.

import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { networkSteps } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { subnetBreaks, vpcBreaks } from './breaks.ts';
import { vpc } from './vpc.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const step = networkSteps(testCloud);
const inVpc = async () => ({ vpc: await make(step.vpc) });

fourBeats('The VPC', testCloud, () => ({ step: step.vpc, needs: {} }), vpcBreaks);
fourBeats('A subnet', testCloud, async () => ({ step: step.subnetA, needs: await inVpc() }), subnetBreaks);
fourBeats('A security group', testCloud, async () => ({ step: step.group, needs: await inVpc() }), {});

test('the two subnets are in different zones', async () => {
  const needs = await inVpc();
  const [a, b] = [await make(step.subnetA, needs), await make(step.subnetB, needs)];
  expect(a.zone).not.toBe(b.zone);
});

test('an existing VPC cannot get another VPC_CIDR, and the sentence says what to do', async () => {
  await make(step.vpc);
  await expect(vpc(cloud, { name, about: PURPOSE, cidr: '10.43.0.0/16' }).ensure({}, ctx)).rejects.toMatchObject({
    message: expect.stringContaining('10.42.0.0/16'),
    next: { en: expect.stringContaining('VPC_CIDR=10.42.0.0/16') },
  });
});

test('a subnet or group of another VPC is named, not moved', async () => {
  const { vpc } = await inVpc();
  const needs = { vpc: { ...vpc, id: 'vpc-0000000000000000a' } };
  await make(step.subnetA, { vpc });
  await make(step.group, { vpc });
  await expect(step.subnetA.ensure(needs, ctx)).rejects.toThrow(/VpcId .*cannot be changed/);
  await expect(step.group.ensure(needs, ctx)).rejects.toThrow(/belongs to .*cannot move/);
});
