// The repositories of an owner. Images are deleted with their repository.

import {
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';

export const ECR: Service = {
  name: 'ECR',
  kinds: ['ECR repository', 'Container image'],
  looksAt: [{ en: 'image repositories', pt: 'repositórios de imagens' }],
  ask: ({ ecr }) => ecr.send(new DescribeRepositoriesCommand({ maxResults: 1 })),
  async *list(cloud) {
    const { ecr: client } = cloud;
    const tagsOf = async (resourceArn?: string) =>
      (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
    for await (const { repositories = [] } of paginateDescribeRepositories({ client }, {}))
      for (const { repositoryName: name = '', repositoryArn } of repositories)
        if (await isOwned(cloud, name, () => tagsOf(repositoryArn))) yield { service: 'ECR repository', name };
  },
  rights: () => [may('ecr', 'DescribeRepositories', '*')],
};
