// Hazards of ECS: minutes to start and to end, a role that is not there yet, tasks that do not start. The system is the smallest
// that has a service: a network, a cluster, a task definition and the service.

import { DeleteServiceCommand } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import type { Run } from '../../engine/run.ts';
import { networkParts } from '../../patterns/private-network.ts';
import { serviceSteps, targetGroupIn } from '../../resources/ecs/testing/steps.ts';
import { securityGroup } from '../../resources/vpc/security-group.ts';
import { readSettings } from '../../settings/settings.ts';
import type { System } from '../../systems/system.ts';
import { PURPOSE as about } from '../recorder.ts';
import { bothEndWell } from './both-end-well.ts';
import { openWithHazards, times } from './open.ts';
import { PULL_FAILED, type ServiceTimes, serviceStates } from './service-states.ts';

const NAME = 'ada-dev-page';
const TITLE = `ECS service ${NAME}`;

const partsIn = (cloud: Owned) => ({
  network: networkParts(cloud, {
    ...{ name: NAME, cidr: '10.44.0.0/16', why: about.why, gatewayEndpoints: {}, interfaceEndpoints: {} },
  }),
  group: securityGroup(cloud, { name: `${NAME}-task`, description: 'of the tasks', about }),
  targetGroup: Promise.resolve(targetGroupIn(cloud, NAME)),
  ...serviceSteps(cloud, NAME),
});
type Parts = ReturnType<typeof partsIn>;

function up({ up }: Run, { network, group, targetGroup, cluster, executionRole, taskRole, task, service }: Parts) {
  const vpc = up(network.vpc);
  const subnets = Promise.all([up(network.subnetA, { vpc }), up(network.subnetB, { vpc })]);
  const roles = {
    executionRole: up(executionRole, { boundary: undefined }),
    taskRole: up(taskRole, { boundary: undefined }),
  };
  const needs = { cluster: up(cluster), task: up(task, roles), group: up(group, { vpc }), subnets, targetGroup };
  up(service, { ...needs, listener: undefined });
  return { outputs: async () => ({ fields: {}, says: [] }), news: () => ({ fields: {}, says: [] }) };
}

function down({ down }: Run, { network, group, cluster, executionRole, taskRole, task, service }: Parts) {
  const ended = down([service]);
  down([cluster, task, executionRole, taskRole], ended);
  down([network.vpc], down([group, network.subnetA, network.subnetB], ended));
}

const system: System = {
  ...{ name: 'page', about: about.what, settings: [], boundary: undefined },
  configured: (env) => ({
    ...{ settings: readSettings(env), abilities: {}, rights: async () => [], afterDown: async () => {} },
    async story(cloud) {
      const parts = partsIn(cloud);
      return { parts, up: (run) => up(run, parts), down: (run) => down(run, parts) };
    },
  }),
};
const open = (wish: ServiceTimes = {}) => openWithHazards(system, (all) => [serviceStates(all, wish)]);

test('a role that is not there yet, minutes of starting and of draining: one run each, and no step is repeated', async () => {
  const { up, down } = await bothEndWell(await open());
  expect(up.seconds).toBeGreaterThanOrEqual(20 + 150);
  expect(up.told.join('\n')).toMatch(/its own role is not ready yet/);
  expect(up.told.join('\n')).toContain(`of about 3 min: ${PULL_FAILED}`);
  expect(times(up, 'UpdateService')).toBe(0);
  expect(down.seconds).toBeGreaterThanOrEqual(90 + 60);
  expect(down.told.join('\n')).toMatch(/still held by arn:aws:ecs:.*attachment.* \(in-use\)/);
  expect(times(down, 'DeleteService')).toBe(1);
});

test('a deployment that ECS gives up ends the run with what ECS says; the next run starts the tasks anew', async () => {
  const opened = await open({ failures: 1 });
  const first = await opened.up();
  expect(first.errors).toMatchObject([
    { message: `The tasks of the service ${NAME} do not start. ECS says: ${PULL_FAILED}` },
  ]);
  expect(first.seconds).toBeLessThan(300);
  const second = await opened.up();
  expect(second.errors).toEqual([]);
  expect(second.results.find(({ title }) => title === TITLE)).toMatchObject({
    outcome: 'repaired',
    drift: [{ field: 'failed' }],
  });
  expect((await opened.up()).outcomes[TITLE]).toBe('unchanged');
});

test('a deployment that fails again ends the second run too, and not after twenty minutes', async () => {
  const opened = await open({ failures: 2 });
  await opened.up();
  const second = await opened.up();
  expect(second.errors).toMatchObject([{ message: expect.stringMatching(/do not start/) }]);
  expect(second.seconds).toBeLessThan(300);
});

test('an `up` right after a `down` waits until the old service has drained, and makes a new one', async () => {
  const opened = await open();
  expect((await opened.up()).errors).toEqual([]);
  await opened.cloud.ecs.send(new DeleteServiceCommand({ cluster: NAME, service: NAME, force: true }));
  const again = await opened.up();
  expect(again.errors).toEqual([]);
  expect(again.outcomes[TITLE]).toBe('created');
});

test('a service that never becomes steady ends the run with the last event', async () => {
  const opened = await open({ starting: 3600 });
  const { errors } = await opened.up();
  expect(errors).toMatchObject([{ message: expect.stringContaining(`AWS says: ${PULL_FAILED}`) }]);
});
