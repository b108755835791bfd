// The parameters of an owner, found by their whole names.

import { DescribeParametersCommand, ListTagsForResourceCommand, paginateDescribeParameters } from '@aws-sdk/client-ssm';
import type { Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';

export const SSM: Service = {
  name: 'SSM Parameter Store',
  kinds: ['Parameter'],
  looksAt: [{ en: 'parameters', pt: 'parâmetros' }],
  ask: ({ ssm }) => ssm.send(new DescribeParametersCommand({ MaxResults: 1 })),
  async *list(cloud, nameOf) {
    const { ssm: client, tags } = cloud;
    const Values = [...nameOf('Parameter')];
    if (!Values.length) return;
    const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values }];
    for await (const { Parameters = [] } of paginateDescribeParameters({ client }, { ParameterFilters }))
      for (const { Name = '' } of Parameters) {
        const { TagList } = await client.send(
          new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: Name }),
        );
        if (isOurs(tags, TagList)) yield { service: 'Parameter', name: Name };
      }
  },
  rights: () => [may('ssm', 'DescribeParameters', '*')],
};
