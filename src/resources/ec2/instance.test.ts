// An instance, its profile, its volume and the edge between them, on the local cloud.

import { DescribeInstancesCommand, DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { instanceProfileBreaks } from '../iam/breaks.ts';
import { instanceProfile } from '../iam/instance-profile.ts';
import { iamRole } from '../iam/role.ts';
import { securityGroup } from '../vpc/security-group.ts';
import { subnet } from '../vpc/subnet.ts';
import { vpc } from '../vpc/vpc.ts';
import { instanceBreaks, volumeBreaks } from './breaks.ts';
import { ec2Instance } from './instance.ts';
import { ebsVolume } from './volume.ts';
import { volumeAttachment } from './volume-attachment.ts';

const test1 = await openTestCloud();
const { cloud, name, ctx, make } = test1;

async function ground() {
  const net = await make(vpc(cloud, { name, about, cidr: '10.60.0.0/16' }));
  const [place, group, role] = await Promise.all([
    make(subnet(cloud, { name, about, cidr: '10.60.1.0/24', zoneIndex: 0 }), { vpc: net }),
    make(securityGroup(cloud, { name, about, description: 'test' }), { vpc: net }),
    make(
      iamRole(cloud, {
        ...{ name, about, service: 'ec2.amazonaws.com' },
        policy: () => policy(allow('Nothing', ['s3:GetObject'], ['*'])),
      }),
      { boundary: undefined },
    ),
  ]);
  const profile = await make(instanceProfile(cloud, { name, role: name, about }), { role });
  return { subnet: place, group, role, profile };
}
const needs = await ground();

const boot = (text: string) => () => ({ text, address: `s3://boot/boot/${text}.json` });
const machine = (text = 'first', type = 't3.micro') =>
  ec2Instance(cloud, { name, about, type, perHour: 0.0104, boot: boot(text) });
const data = (size = 4) => ebsVolume(cloud, { name: `${name}-data`, about, size });
const edge = volumeAttachment(cloud, { name: `${name}-data`, about });

fourBeats(
  'an instance profile',
  test1,
  () => ({
    step: instanceProfile(cloud, { name: `${name}-second`, role: name, about }),
    needs: { role: needs.role },
  }),
  instanceProfileBreaks,
);
fourBeats('an instance', test1, () => ({ step: machine(), needs }), instanceBreaks);
fourBeats('a volume', test1, () => ({ step: data(), needs }), volumeBreaks);

test('the edge: attached once, left alone, detached from a stopped instance', async () => {
  const [instance, volume] = [await make(machine(), needs), await make(data(), needs)];
  const both = { instance, volume };
  expect(await edge.ensure(both, ctx)).toMatchObject({ outcome: 'created', live: { instance: instance.id } });
  expect(await test1.writesDuring(async () => expect((await edge.ensure(both, ctx)).outcome).toBe('unchanged'))).toBe(
    0,
  );
  expect(await edge.remove(ctx)).toBe('removed');
  const { Reservations } = await cloud.ec2.send(new DescribeInstancesCommand({ InstanceIds: [instance.id] }));
  expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('stopped');
  expect(await edge.remove(ctx)).toBe('absent');
});

test('with other programs or another type the instance is replaced, and the volume moves to the new one', async () => {
  const [first, volume] = [await make(machine(), needs), await make(data(), needs)];
  await make(edge, { instance: first, volume });
  const second = await machine('second').ensure(needs, ctx);
  expect(second).toMatchObject({ outcome: 'repaired', drift: [{ field: 'Boot' }] });
  expect(second.live.id).not.toBe(first.id);
  expect(await make(edge, { instance: second.live, volume })).toMatchObject({ instance: second.live.id });
  const third = await machine('second', 't3.small').ensure(needs, ctx);
  expect(third.drift.map(({ field }) => field)).toEqual(['InstanceType']);
  const { Volumes } = await cloud.ec2.send(new DescribeVolumesCommand({ VolumeIds: [volume.id] }));
  expect(Volumes?.[0]).toMatchObject({ State: 'available', Encrypted: true });
});

test('a volume grows, and is never made smaller', async () => {
  const live = await make(data(6), needs);
  expect(live.Size).toBe(6);
  await expect(data(4).ensure(needs, ctx)).rejects.toMatchObject({ next: { en: 'Set VAULT_GB=6.' } });
});

test('a volume in another zone is told, and what to do', async () => {
  const elsewhere = { subnet: { ...needs.subnet, zone: 'us-east-1f' } };
  await expect(data(6).ensure(elsewhere, ctx)).rejects.toThrow(/has Zone us-east-1a, which cannot be changed/);
});
