// The clusters of an owner, the services in them, and the task definitions, by the names of its steps.

import {
  DescribeClustersCommand,
  ListClustersCommand,
  paginateListClusters,
  paginateListServices,
} from '@aws-sdk/client-ecs';
import type { Owned } from '../../aws/clients.ts';
import { isOwned, last, ownerName, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { findService } from './find-service.ts';
import { findRevisions } from './find-task-definition.ts';
import { readTags } from './tags.ts';

export const ECS: Service = {
  name: 'ECS',
  kinds: ['ECS cluster', 'ECS service', 'Task definition'],
  looksAt: ['clusters', { en: 'services', pt: 'serviços' }, { en: 'task definitions', pt: 'definições de tarefa' }],
  ask: ({ ecs }) => ecs.send(new ListClustersCommand({ maxResults: 1 })),
  async *list(cloud, nameOf) {
    for (const name of await clustersOf(cloud)) {
      yield { service: 'ECS cluster', name };
      for await (const { serviceArns = [] } of paginateListServices({ client: cloud.ecs }, { cluster: name }))
        for (const arn of serviceArns) {
          const live = await findService(cloud, name, last(arn, '/'));
          if (live && isOurs(cloud.tags, live.tags))
            yield { service: 'ECS service', name: live.name, why: live.status };
        }
    }
    for (const family of nameOf('Task definition')) {
      const revisions = await findRevisions(cloud, family);
      if (revisions && isOurs(cloud.tags, revisions.tags)) yield { service: 'Task definition', name: family };
    }
  },
  rights: (cloud) => [
    may('ecs', 'ListClusters ListServices', '*'),
    may('ecs', 'DescribeClusters', cloud.arn('ecs', `cluster/${ownerName(cloud)}*`)),
  ],
};

async function clustersOf(cloud: Owned): Promise<string[]> {
  const names: string[] = [];
  for await (const { clusterArns = [] } of paginateListClusters({ client: cloud.ecs }, {}))
    for (const name of clusterArns.map((arn) => last(arn, '/')))
      if (await isOwned(cloud, name, () => tagsOf(cloud, name))) names.push(name);
  return names;
}

const tagsOf = async ({ ecs }: Owned, name: string) =>
  readTags((await ecs.send(new DescribeClustersCommand({ clusters: [name], include: ['TAGS'] }))).clusters?.[0]?.tags);
