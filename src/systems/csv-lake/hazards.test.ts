// The whole lake on a day on which everything takes its time: database, load balancer, certificate, service, scaling, roles. The
// order of the story is the one that AWS asks for, so each thing is made once and deleted once.

import { expect, test } from 'vitest';
import { SYSTEMS } from '../../systems.ts';
import { bothEndWell } from '../../testing/hazards/both-end-well.ts';
import { certificateStates } from '../../testing/hazards/certificate-states.ts';
import { instanceStates } from '../../testing/hazards/instance-states.ts';
import { loadBalancerStates } from '../../testing/hazards/load-balancer-states.ts';
import { type Ended, openWithHazards, times } from '../../testing/hazards/open.ts';
import { roleSpreading } from '../../testing/hazards/role-spreading.ts';
import { scalingStates } from '../../testing/hazards/scaling-states.ts';
import { serviceStates } from '../../testing/hazards/service-states.ts';

const system = await SYSTEMS['csv-lake']();
const slow = () =>
  openWithHazards(
    system,
    (all) => [
      ...[roleSpreading(all), instanceStates(all), loadBalancerStates(all), certificateStates(all)],
      ...[serviceStates(all), scalingStates(all)],
    ],
    { ALARMS: 'off' },
  );
const inOrder = ({ calls }: Ended, ...operations: string[]) => {
  const at = operations.map((operation) => calls.indexOf(operation));
  expect(at.filter((one) => one < 0)).toEqual([]);
  expect(at).toEqual([...at].sort((a, b) => a - b));
};

test('`up` and `down` end well, in the order that AWS asks for, and wait no longer than the slowest chain', async () => {
  const { up, down } = await bothEndWell(await slow());
  inOrder(up, 'CreateLoadBalancer', 'ImportCertificate', 'CreateListener', 'CreateService', 'RegisterScalableTarget');
  inOrder(up, 'CreateService', 'RegisterScalableTarget', 'PutScalingPolicy');
  for (const once of ['ImportCertificate', 'RegisterTaskDefinition', 'CreateCluster'])
    expect([once, times(up, once)]).toEqual([once, 1]);
  expect(times(up, 'UpdateService')).toBe(0);
  inOrder(down, 'DeleteScalingPolicy', 'DeregisterScalableTarget', 'DeleteService', 'DeleteCluster');
  inOrder(down, 'DeleteListener', 'DeleteTargetGroup');
  expect(down.told.join('\n')).toMatch(/still held by arn:aws:ecs:\S+ \(in-use\)/);
  // The database takes nine minutes, and what it is for as long as a service does.
  expect(up.seconds).toBeLessThan(20 * 60);
  expect(down.seconds).toBeLessThan(15 * 60);
});
