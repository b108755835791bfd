// The cluster, the task definition and the service, beat by beat; a task definition that is registered only when it differs.

import { DescribeServicesCommand, ListTaskDefinitionsCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { makeNetwork, roleSteps } from '../../testing/prerequisites.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { clusterBreaks, serviceBreaks, taskDefinitionBreaks } from './breaks.ts';
import { ECS } from './list.ts';
import { serviceSteps, targetGroupIn } from './testing/steps.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const step = serviceSteps(cloud, name);
const boundary = await make(roleSteps(testCloud).boundary);
const roles = {
  executionRole: await make(step.executionRole, { boundary }),
  taskRole: await make(step.taskRole, { boundary }),
};
const { subnets, group } = await makeNetwork(testCloud);
const needs = async () => ({
  ...{ cluster: await make(step.cluster), task: await make(step.task, roles) },
  ...{ subnets, group, targetGroup: targetGroupIn(cloud, name), listener: undefined },
});
const revisions = async () =>
  (await cloud.ecs.send(new ListTaskDefinitionsCommand({ familyPrefix: name }))).taskDefinitionArns;

fourBeats('The cluster', testCloud, () => ({ step: step.cluster, needs: {} }), clusterBreaks);
fourBeats('The task definition', testCloud, () => ({ step: step.task, needs: roles }), taskDefinitionBreaks);
fourBeats('The service', testCloud, async () => ({ step: step.service, needs: await needs() }), serviceBreaks);

test('more tasks than the least are no difference, because auto scaling starts them', async () => {
  await make(step.service, await needs());
  await cloud.ecs.send(new UpdateServiceCommand({ cluster: name, service: name, desiredCount: 3 }));
  expect(await step.service.ensure(await needs(), ctx)).toMatchObject({ outcome: 'unchanged' });
});

test('a new image is a new revision to which the service moves, and both revisions go with the family', async () => {
  await make(step.service, await needs());
  const later = serviceSteps(cloud, name, 'docker.io/grafana/grafana:13.3.0');
  const moved = await later.task.ensure(roles, ctx);
  expect(moved).toMatchObject({ outcome: 'repaired', drift: [{ field: 'image' }] });
  expect(await revisions()).toHaveLength(2);
  const { drift } = await later.service.ensure({ ...(await needs()), task: moved.live }, ctx);
  expect(drift.map(({ field }) => field)).toEqual(['taskDefinition']);
  const { services } = await cloud.ecs.send(new DescribeServicesCommand({ cluster: name, services: [name] }));
  expect(services?.[0]?.taskDefinition).toBe(moved.live.arn);

  const listed = async () => {
    const found: string[] = [];
    for await (const one of ECS.list(cloud, () => [name])) found.push(one.service);
    return found;
  };
  expect(await listed()).toEqual(['ECS cluster', 'ECS service', 'Task definition']);
  for (const one of [step.service, step.task, step.cluster]) expect(await one.remove(ctx)).toBe('removed');
  expect(await listed()).toEqual([]);
  expect(await revisions()).toEqual([]);
});

test('a family whose revisions somebody else registered is not touched', async () => {
  await make(step.task, roles);
  const stranger = await openTestCloud({ STAGE: 'prod' }, cloud.account);
  const theirs = serviceSteps(stranger.cloud, name);
  await expect(theirs.task.ensure(roles, ctx)).rejects.toThrow(/does not carry this project/);
  await expect(theirs.task.remove(ctx)).rejects.toThrow(/does not carry this project/);
});
