// Things that a resource needs in a test: a network; a log group, a boundary and a role; a function.

import { createHash } from 'node:crypto';
import { CreateClusterCommand, CreateServiceCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { Owned } from '../aws/clients.ts';
import { zipped } from '../aws/code/zip.ts';
import { allow, policy } from '../aws/policy.ts';
import { tagList } from '../aws/tags.ts';
import { publicSubnets } from '../patterns/public-subnets.ts';
import { iamPolicy } from '../resources/iam/managed-policy.ts';
import { iamRole, type UnderBoundary } from '../resources/iam/role.ts';
import { lambdaFunction } from '../resources/lambda/function.ts';
import { type LogGroup, logGroup } from '../resources/logs/log-group.ts';
import { securityGroup } from '../resources/vpc/security-group.ts';
import { subnet } from '../resources/vpc/subnet.ts';
import { vpc as vpcStep } from '../resources/vpc/vpc.ts';
import { PURPOSE } from './recorder.ts';
import type { TestCloud } from './test-cloud.ts';

/** A VPC with two subnets and a security group. */
export function networkSteps({ cloud, name }: TestCloud) {
  return {
    vpc: vpcStep(cloud, { name, about: PURPOSE, cidr: '10.42.0.0/16' }),
    subnetA: subnet(cloud, { name: `${name}-a`, cidr: '10.42.1.0/24', about: PURPOSE, zoneIndex: 0, serving: ['sns'] }),
    subnetB: subnet(cloud, { name: `${name}-b`, cidr: '10.42.2.0/24', about: PURPOSE, zoneIndex: 1, serving: ['sns'] }),
    group: securityGroup(cloud, { name: `${name}-group`, description: 'A group to try', about: PURPOSE }),
  };
}

export async function makeNetwork(testCloud: TestCloud) {
  const { make } = testCloud;
  const step = networkSteps(testCloud);
  const vpc = await make(step.vpc);
  const subnets = [await make(step.subnetA, { vpc }), await make(step.subnetB, { vpc })] as const;
  return { step, vpc, subnets, group: await make(step.group, { vpc }) };
}

/** A VPC with two subnets that the internet can reach, and a security group. */
export async function makePublicNetwork(testCloud: TestCloud) {
  const { cloud, name, make } = testCloud;
  const cidr = '10.42.0.0/16';
  const vpc = await make(vpcStep(cloud, { name, about: PURPOSE, cidr }));
  const step = publicSubnets(cloud, { name, cidr, why: PURPOSE.why });
  const gateway = await make(step.gateway, { vpc });
  const subnets = [await make(step.subnetA, { vpc }), await make(step.subnetB, { vpc })] as const;
  const routes = await make(step.routes, { vpc, gateway, subnets });
  return { vpc, subnets, routes, group: await make(networkSteps(testCloud).group, { vpc }) };
}

/** A log group, a boundary, and a role under it that may write to that log. */
export function roleSteps({ cloud, name }: TestCloud) {
  const role = `${name}-function`;
  return {
    logs: logGroup(cloud, { name: `/aws/lambda/${name}-function`, about: PURPOSE, retentionDays: 14 }),
    boundary: iamPolicy(cloud, {
      name: `${name}-boundary`,
      tags: tagList(cloud.tags),
      about: PURPOSE,
      policy: policy(allow('Most', ['logs:*'], ['*'])),
      roles: [role],
      byHand: { make: 'Somebody makes it.', change: (arn) => `Somebody changes ${arn}.` },
    }),
    role: iamRole<UnderBoundary & { logs: LogGroup }>(cloud, {
      name: role,
      service: 'lambda.amazonaws.com',
      about: PURPOSE,
      policy: ({ logs }) => policy(allow('Log', ['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logs.arn}:*`])),
    }),
  };
}

export async function makeRole(testCloud: TestCloud) {
  const { make } = testCloud;
  const step = roleSteps(testCloud);
  const needs = { logs: await make(step.logs), boundary: await make(step.boundary) };
  return { step, ...needs, role: await make(step.role, needs) };
}

/** An ECS service of one task, which MiniStack says runs. */
export async function makeTinyService({ cloud, name }: { cloud: Pick<Owned, 'ecs'>; name: string }) {
  const { ecs } = cloud;
  const [cluster, service] = [`${name}-tasks`, `${name}-service`];
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      ...{ family: service, requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' },
      containerDefinitions: [{ name: 'main', image: 'public.ecr.aws/docker/library/busybox:stable' }],
    }),
  );
  const { taskDefinitionArn } = taskDefinition ?? {};
  await ecs.send(
    new CreateServiceCommand({
      ...{ cluster, serviceName: service, taskDefinition: taskDefinitionArn, desiredCount: 1, launchType: 'FARGATE' },
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    }),
  );
  return { cluster, service };
}

/** Code of a function that does nothing. */
export function idleCode() {
  const zip = zipped({ 'index.js': 'exports.handler = async () => null;' });
  return { zip, sha256: createHash('sha256').update(zip).digest('base64') };
}

/** A function that does nothing. */
export function functionStep({ cloud, name }: TestCloud) {
  return lambdaFunction(cloud, {
    name: `${name}-function`,
    description: 'A function to try',
    about: PURPOSE,
    inVpc: true,
    code: idleCode(),
    timeoutSeconds: 30,
    memoryMegabytes: 256,
  });
}
