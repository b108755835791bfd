// The file vault on a day on which everything takes its time: endpoints, role, profile, instance, volume.

import { StopInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { findInstances } from '../../resources/ec2/find-instance.ts';
import { SYSTEMS } from '../../systems.ts';
import { bothEndWell } from '../../testing/hazards/both-end-well.ts';
import { EC2_TIMES, ec2States } from '../../testing/hazards/ec2-states.ts';
import { endpointStates } from '../../testing/hazards/endpoint-states.ts';
import { openWithHazards, times } from '../../testing/hazards/open.ts';
import { refuse } from '../../testing/hazards/refusal.ts';
import { roleSpreading } from '../../testing/hazards/role-spreading.ts';
import { type Hazard, is } from '../../testing/hazards/wire.ts';

const system = await SYSTEMS['file-vault']();
const LIMIT = { timeout: 180_000 };
const slow = (env?: Record<string, string>) =>
  openWithHazards(system, (all) => [roleSpreading(all), ec2States(all)], { VAULT_NETWORK: 'egress', ...env });

test(
  'slow role, profile, instance and volume: one instance, one volume, and `down` leaves nothing',
  LIMIT,
  async () => {
    const { up, down } = await bothEndWell(await slow());
    expect(times(up, 'CreateVolume')).toBe(1);
    expect(up.told.join('\n')).toMatch(/EC2 does not know the new instance profile everywhere yet/);
    expect(down.told.join('\n')).toMatch(/stopping the instance, so that its volume is whole/);
    expect(down.seconds).toBeGreaterThan(EC2_TIMES.stopping + EC2_TIMES.detaching + EC2_TIMES.ending);
  },
);

test('with other settings the instance is stopped, replaced, and gets the same volume', LIMIT, async () => {
  const opened = await slow();
  expect((await opened.up()).errors).toEqual([]);
  const larger = await system
    .configured({ VAULT_NETWORK: 'egress', VAULT_INSTANCE_TYPE: 't3.small' })
    .story(opened.cloud);
  const up = await opened.tell(larger.up);
  expect(up.errors).toEqual([]);
  expect(up.results.filter(({ outcome }) => outcome === 'repaired').map(({ title }) => title)).toEqual([
    `Instance ${opened.name}-machine`,
  ]);
  expect([times(up, 'RunInstances'), times(up, 'TerminateInstances'), times(up, 'CreateVolume')]).toEqual([1, 1, 0]);
  expect((await opened.down()).errors).toEqual([]);
  expect(await opened.left()).toEqual([]);
});

test.each([
  ['terminated, and still ends with the volume in it', TerminateInstancesCommand, [1, 0]],
  ['stopped, as a lab does, and is still stopping', StopInstancesCommand, [0, 1]],
] as const)(
  'the instance was %s: `up` waits for it, and the volume stays',
  LIMIT,
  async (_, Happens, runsAndStarts) => {
    const opened = await slow();
    expect((await opened.up()).errors).toEqual([]);
    const [machine] = await findInstances(opened.cloud, `${opened.name}-machine`);
    await opened.cloud.ec2.send(new Happens({ InstanceIds: [String(machine?.id)] }));
    const up = await opened.up();
    expect(up.errors).toEqual([]);
    expect([times(up, 'RunInstances'), times(up, 'StartInstances')]).toEqual(runsAndStarts);
    expect(times(up, 'CreateVolume')).toBe(0);
    expect((await opened.down()).errors).toEqual([]);
    expect(await opened.left()).toEqual([]);
  },
);

test('the private network with its slow endpoints', LIMIT, async () => {
  await bothEndWell(
    await openWithHazards(system, (all) => [
      roleSpreading(all),
      endpointStates(all, { unsuccessful: 0, nameTaken: 0, pending: 0 }).hazard,
      ec2States(all),
    ]),
  );
});

test('a zone without room for the type: said at once, with what to do', LIMIT, async () => {
  const full: Hazard = async (call, pass) =>
    is(call, 'RunInstances')
      ? refuse(call, 'InsufficientInstanceCapacity', 'We currently do not have sufficient t3.micro capacity', 500)
      : pass();
  const opened = await openWithHazards(system, () => [full], { VAULT_NETWORK: 'egress' });
  const up = await opened.up();
  expect(times(up, 'RunInstances')).toBe(1);
  expect(up.errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('AWS has no t3.micro in'),
      next: expect.objectContaining({ en: expect.stringContaining('VAULT_INSTANCE_TYPE') }),
    }),
  ]);
});
