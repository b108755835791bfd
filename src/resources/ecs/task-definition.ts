// A task definition: which container image runs, with which settings, secrets and rights. It cannot be changed. A difference
// is registered as a new revision, and the service moves to it. So it is compared field by field first: a run that changes
// nothing registers nothing. `remove` deletes every revision of the family.

import {
  type ContainerDefinition,
  DeleteTaskDefinitionsCommand,
  type DeleteTaskDefinitionsCommandOutput,
  DeregisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import { may, WITHOUT_RESOURCE } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Role } from '../iam/role.ts';
import { findRevisions, findTaskDefinition, readContainer, type TaskDefinition } from './find-task-definition.ts';
import { ecsTags } from './tags.ts';

export interface TaskRoles {
  /** Pulls the image, reads the secrets, writes the log. */
  executionRole: Role;
  /** What the program in the container may do. */
  taskRole: Role;
}

/** One container, as Fargate runs it: all of its fields are compared. */
export interface ContainerSettings {
  readonly name: string;
  /** With its digest, so that it is the same for ever. */
  readonly image: string;
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** ARNs of SSM parameters. ECS reads them when a task starts. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly logGroup: string;
}

export interface TaskDefinitionSettings<Needs> {
  family: string;
  about: Purpose;
  /** 1024 = one processor. */
  cpu: number;
  /** MiB */
  memory: number;
  container: (needs: Needs) => ContainerSettings;
}

/** Of one call (ECS API reference, DeleteTaskDefinitions). */
const AT_ONCE = 10;

const roleNotSpread: RetryableError = {
  kinds: ['ClientException', 'InvalidParameterException'],
  message: /role/i,
  because: {
    en: 'IAM has not spread the new role everywhere yet',
    pt: 'o IAM ainda não espalhou a role nova por todo lugar',
  },
  patience: 120,
};

export function fargateTask<Needs extends TaskRoles>(
  cloud: Owned,
  { family, about, cpu, memory, container }: TaskDefinitionSettings<Needs>,
) {
  const { ecs, tags, region } = cloud;
  const definition = (needs: Needs): ContainerDefinition => {
    const { name, image, entryPoint, command, port, environment, secrets, logGroup } = container(needs);
    return {
      ...{ name, image, essential: true, entryPoint: [...entryPoint], command: [...command] },
      portMappings: [{ containerPort: port, protocol: 'tcp' }],
      environment: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
      secrets: Object.entries(secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': logGroup, 'awslogs-region': region, 'awslogs-stream-prefix': name },
      },
    };
  };
  const common = (needs: Needs) => ({
    ...{ cpu: String(cpu), memory: String(memory), networkMode: 'awsvpc' as const },
    requiresCompatibilities: ['FARGATE' as const],
    executionRoleArn: needs.executionRole.arn,
    taskRoleArn: needs.taskRole.arn,
  });
  const register = (needs: Needs, ctx: Parameters<typeof retryOn>[0]) =>
    retryOn(ctx, [roleNotSpread], () =>
      ecs.send(
        new RegisterTaskDefinitionCommand({
          ...{ family, ...common(needs), containerDefinitions: [definition(needs)], tags: ecsTags(tags) },
          runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
        }),
      ),
    );

  return defineStep<Needs, TaskDefinition, Pick<TaskDefinition, 'tags'>>({
    kind: 'Task definition',
    name: family,
    about: { ...about, console: 'Elastic Container Service > Task definitions' },
    observe: () => findTaskDefinition(cloud, family),
    find: () => findRevisions(cloud, family),
    ours: (live) => isOurs(tags, live.tags),
    create: register,
    drift: ({ settings }, needs) =>
      differences(settings, { ...common(needs), containers: 1, ...readContainer(definition(needs)) }),
    repair: (_, needs, _drift, ctx) => register(needs, ctx),
    async destroy() {
      const { active = [], inactive = [] } = (await findRevisions(cloud, family)) ?? {};
      for (const taskDefinition of active)
        await absentWhen(['ClientException'], () => ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition })));
      const all = [...active, ...inactive];
      for (let at = 0; at < all.length; at += AT_ONCE)
        refuseFailures(
          family,
          await ecs.send(new DeleteTaskDefinitionsCommand({ taskDefinitions: all.slice(at, at + AT_ONCE) })),
        );
    },
    lag: cloud.local ? 0 : 5,
    rights: [
      may(
        'ecs',
        'DeleteTaskDefinitions RegisterTaskDefinition TagResource',
        cloud.arn('ecs', `task-definition/${family}:*`),
      ),
      // ECS knows no narrower resource for these (Service Authorization Reference, ECS).
      may('ecs', 'DescribeTaskDefinition ListTaskDefinitions', '*'),
      may('ecs', 'DeregisterTaskDefinition', '*', WITHOUT_RESOURCE),
    ],
  });
}

/** ECS answers 200 and lists what it did not delete. @throws Problem */
function refuseFailures(family: string, { failures = [] }: DeleteTaskDefinitionsCommandOutput): void {
  const [failure] = failures.filter(({ reason = '' }) => !/NOT_FOUND|MISSING/.test(reason));
  if (!failure) return;
  const { arn, reason, detail = '' } = failure;
  throw new Problem(
    {
      en: `ECS did not delete the revision ${arn} of ${family}: ${reason} ${detail}`.trim(),
      pt: `O ECS não apagou a revisão ${arn} de ${family}: ${reason} ${detail}`.trim(),
    },
    { code: reason },
  );
}
