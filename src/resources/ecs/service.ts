// A service: keeps a number of tasks running behind a load balancer, and replaces one that ends. Auto scaling changes the
// number, so it is not compared; only fewer than the least are a difference. A deployment whose tasks do not start is given
// up by ECS (circuit breaker), which then goes back to the last one that worked.

import { CreateServiceCommand, DeleteServiceCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { errorText, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { CLUSTER_ABSENT } from './cluster.ts';
import { type EcsService, findService } from './find-service.ts';
import { taskPerHour } from './prices.ts';
import { firstUse } from './rights.ts';
import { notSettled, serviceBusy, stillDeploying } from './service-errors.ts';
import { changed, type ServiceNeeds, type ServiceSettings, wanted, whole } from './service-request.ts';
import { ecsTags } from './tags.ts';

/** Seconds. Terraform allows 20 minutes (aws_ecs_service). */
const PATIENCE = 20 * 60;

export function fargateService(cloud: Owned, settings: ServiceSettings) {
  const { ecs, tags } = cloud;
  const { name, cluster, about, least } = settings;
  const at = { cluster, service: name };
  /** The failed deployment that this run replaces; null before it changes anything. */
  let replaced: string | undefined | null = null;

  return defineStep<ServiceNeeds, EcsService>({
    kind: 'ECS service',
    name,
    about: {
      ...about,
      perHour: least * taskPerHour(settings),
      costs: {
        en: 'each task costs as much, with its public address; auto scaling may start more',
        pt: 'cada tarefa custa o mesmo, com seu endereço público; o auto scaling pode iniciar mais',
      },
      console: 'Elastic Container Service > Clusters > Services',
    },
    observe: () => findService(cloud, cluster, name),
    ours: (live) => isOurs(tags, live.tags),
    leaving: ({ status }) => status === 'DRAINING',
    says: ({ events }) => events[0],
    ready({ failed, isSteady, events }) {
      const failedNow = failed !== undefined && replaced !== null && failed !== replaced;
      if (failedNow || isSteady) replaced = null;
      if (failedNow) throw tasksDoNotStart(name, events);
      return failed !== undefined || isSteady;
    },

    async create(needs, ctx) {
      replaced = undefined;
      const call = {
        ...{ cluster, serviceName: name, launchType: 'FARGATE' as const },
        ...{ enableECSManagedTags: true, propagateTags: 'SERVICE' as const, tags: ecsTags(tags) },
        ...whole(settings, needs),
      };
      await retryOn(ctx, notSettled, () =>
        ecs.send(new CreateServiceCommand(call)).catch((error: unknown) => {
          if (!/not idempotent/.test(errorText(error))) throw error; // it is there: the next look decides whose it is
        }),
      );
    },
    drift: (live, needs) => differences(live, wanted(settings, needs, live)),
    async repair({ failed }, needs, drift, ctx) {
      replaced = failed;
      const change = changed(settings, needs, drift);
      await retryOn(ctx, [serviceBusy], () => ecs.send(new UpdateServiceCommand({ ...at, ...change })));
    },
    async destroy(_, ctx) {
      const gone = [...CLUSTER_ABSENT, 'ServiceNotFoundException', 'ServiceNotActiveException'];
      await absentWhen(gone, () => ecs.send(new UpdateServiceCommand({ ...at, desiredCount: 0 })));
      await retryOn(ctx, [stillDeploying], () =>
        absentWhen(gone, () => ecs.send(new DeleteServiceCommand({ ...at, force: true }))),
      );
    },
    patience: PATIENCE,
    usually: 180,
    /** Without tasks the service costs nothing. */
    stopsBill: {
      ...{ service: 'ecs', action: 'updateService' },
      input: () => ({ Cluster: cluster, Service: name, DesiredCount: 0 }),
      rights: [may('ecs', 'UpdateService', cloud.arn('ecs', `service/${cluster}/${name}`))],
    },
    lag: cloud.local ? 0 : 10,
    rights: [
      may(
        'ecs',
        'CreateService DeleteService DescribeServices TagResource UpdateService',
        cloud.arn('ecs', `service/${cluster}/${name}`),
      ),
      firstUse(cloud),
    ],
  });
}

const tasksDoNotStart = (name: string, events: readonly string[]): Problem =>
  new Problem(
    {
      en: `The tasks of the service ${name} do not start. ECS says: ${events.join(' ')}`,
      pt: `As tarefas do serviço ${name} não iniciam. O ECS diz: ${events.join(' ')}`,
    },
    {
      next: {
        en: 'See Elastic Container Service > Clusters > Tasks > Stopped for the reason, and the log of the container. Then run the same command again.',
        pt: 'Veja o motivo em Elastic Container Service > Clusters > Tarefas > Parado, e o log do contêiner. Depois rode o mesmo comando de novo.',
      },
    },
  );
