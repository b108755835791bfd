// A task definition as ECS describes it: the newest revision of a family, and all revisions of it.
// Notice: each registration is a new revision, and numbers are never used again. ECS keeps a deregistered revision as
// INACTIVE, and a deleted one as DELETE_IN_PROGRESS while something still runs with it. Both count as absent.

import {
  type ContainerDefinition,
  DescribeTaskDefinitionCommand,
  paginateListTaskDefinitions,
} from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import type { LiveTags } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { readTags } from './tags.ts';

export interface TaskDefinition {
  readonly family: string;
  /** With the revision: "arn:…:task-definition/ada-dev-shop:3" */
  readonly arn: string;
  readonly revision: number;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tags: LiveTags;
}

/** ARNs of the revisions of a family that are not deleted. */
export interface Revisions {
  readonly active: readonly string[];
  readonly inactive: readonly string[];
  /** Of the newest one. */
  readonly tags: LiveTags;
}

/** "Unable to describe task definition." */
const ABSENT = ['ClientException'];

const describe = ({ ecs }: Owned, taskDefinition: string) =>
  absentWhen(ABSENT, () => ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] })));

/** The newest revision that is in use. */
export async function findTaskDefinition(cloud: Owned, family: string): Promise<TaskDefinition | undefined> {
  const answer = await describe(cloud, family);
  const live = answer?.taskDefinition;
  if (live?.status !== 'ACTIVE') return undefined;
  const [container] = live.containerDefinitions ?? [];
  return {
    family,
    arn: String(live.taskDefinitionArn),
    revision: live.revision ?? 0,
    settings: {
      cpu: live.cpu,
      memory: live.memory,
      networkMode: live.networkMode,
      requiresCompatibilities: live.requiresCompatibilities,
      executionRoleArn: live.executionRoleArn,
      taskRoleArn: live.taskRoleArn,
      containers: live.containerDefinitions?.length ?? 0,
      ...(container && readContainer(container)),
    },
    tags: readTags(answer?.tags),
  };
}

/** Fields of a container by themselves, so that a difference names one of them. */
export const readContainer = ({ name, image, entryPoint, command, ...more }: ContainerDefinition) => ({
  container: name,
  image,
  entryPoint: entryPoint?.join(' '),
  command: command?.join('\n'),
  ports: (more.portMappings ?? []).map(({ containerPort }) => containerPort),
  environment: Object.fromEntries((more.environment ?? []).map((one) => [one.name, one.value])),
  secrets: Object.fromEntries((more.secrets ?? []).map((one) => [one.name, one.valueFrom])),
  logConfiguration: {
    logDriver: more.logConfiguration?.logDriver,
    options: more.logConfiguration?.options,
  },
});

/** Every revision that is not deleted; undefined when there is none. */
export async function findRevisions(cloud: Owned, family: string): Promise<Revisions | undefined> {
  const arns = async (status: 'ACTIVE' | 'INACTIVE') => {
    const found: string[] = [];
    for await (const { taskDefinitionArns = [] } of paginateListTaskDefinitions(
      { client: cloud.ecs },
      { familyPrefix: family, status },
    ))
      found.push(...taskDefinitionArns.filter((arn) => arn.split('/')[1]?.split(':')[0] === family));
    return found;
  };
  const [active, inactive] = await Promise.all([arns('ACTIVE'), arns('INACTIVE')]);
  const newest = [...active, ...inactive].sort((a, b) => Number(b.split(':').at(-1)) - Number(a.split(':').at(-1)))[0];
  return newest ? { active, inactive, tags: readTags((await describe(cloud, newest))?.tags) } : undefined;
}
