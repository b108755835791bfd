// An ECS cluster: a name under which services run. With Fargate it has no machines, and costs nothing by itself.
// Notice: a deleted cluster is listed as INACTIVE for a while; it counts as absent.

import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClustersCommand,
  UpdateClusterSettingsCommand,
} from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { firstUse } from './rights.ts';
import { ecsTags, readTags } from './tags.ts';

export interface Cluster {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly containerInsights: string | undefined;
  readonly tags: LiveTags;
}

export const CLUSTER_ABSENT = ['ClusterNotFoundException'];

const roleIsNew: RetryableError = {
  kinds: ['InvalidParameterException'],
  message: /service linked role/i,
  because: {
    en: 'ECS is being used for the first time in this account, and its own role is not ready yet',
    pt: 'o ECS está sendo usado pela primeira vez nesta conta, e a role dele ainda não está pronta',
  },
  patience: 180,
};
const notEmpty: RetryableError = {
  kinds: [
    'ClusterContainsServicesException',
    'ClusterContainsTasksException',
    'ClusterContainsContainerInstancesException',
    'ClusterContainsCapacityProviderException',
    'UpdateInProgressException',
  ],
  because: {
    en: 'ECS is still ending what ran in the cluster',
    pt: 'o ECS ainda está encerrando o que rodava no cluster',
  },
  patience: 600,
};

/** Container Insights costs money for each metric, and the graphs here need none of them. */
const SETTINGS = [{ name: 'containerInsights', value: 'disabled' }] as const;

export function ecsCluster(cloud: Owned, { name, about }: { name: string; about: Purpose }) {
  const { ecs, tags } = cloud;
  return defineStep<object, Cluster>({
    kind: 'ECS cluster',
    name,
    about: { ...about, console: 'Elastic Container Service > Clusters' },

    async observe() {
      const { clusters = [] } = await ecs.send(
        new DescribeClustersCommand({ clusters: [name], include: ['SETTINGS', 'TAGS'] }),
      );
      const live = clusters.find(({ status }) => status !== 'INACTIVE');
      if (!live) return undefined;
      return {
        name,
        arn: String(live.clusterArn),
        status: String(live.status),
        containerInsights: live.settings?.find((one) => one.name === 'containerInsights')?.value,
        tags: readTags(live.tags),
      };
    },
    ours: (live) => isOurs(tags, live.tags),
    ready({ status }) {
      if (status === 'FAILED')
        throw new Problem(
          {
            en: `ECS could not make the cluster ${name}: its state is FAILED.`,
            pt: `O ECS não conseguiu criar o cluster ${name}: seu estado é FAILED.`,
          },
          { next: { en: 'Take the system down and up again.', pt: 'Remova o sistema e construa de novo.' } },
        );
      return status === 'ACTIVE';
    },
    leaving: ({ status }) => status === 'DEPROVISIONING',
    create: (_, ctx) =>
      retryOn(ctx, [roleIsNew], () =>
        ecs.send(new CreateClusterCommand({ clusterName: name, settings: [...SETTINGS], tags: ecsTags(tags) })),
      ),
    drift: (live) => differences(live, { containerInsights: 'disabled' }),
    repair: () => ecs.send(new UpdateClusterSettingsCommand({ cluster: name, settings: [...SETTINGS] })),
    destroy: (_, ctx) =>
      retryOn(ctx, [notEmpty], () =>
        absentWhen(CLUSTER_ABSENT, () => ecs.send(new DeleteClusterCommand({ cluster: name }))),
      ),
    lag: cloud.local ? 0 : 10,
    rights: [
      may(
        'ecs',
        'CreateCluster DeleteCluster DescribeClusters TagResource UpdateClusterSettings',
        cloud.arn('ecs', `cluster/${name}`),
      ),
      firstUse(cloud),
    ],
  });
}
