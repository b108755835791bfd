// The HTTP APIs of an owner. Integrations, routes and stages are deleted with their API.

import { GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { type Listed, ownerName, type Service } from '../../aws/listing.ts';
import { isOurs } from '../../aws/tags.ts';
import { everyPage } from './find-api.ts';
import { apiRights } from './rights.ts';

export const APIGATEWAY: Service = {
  name: 'API Gateway',
  kinds: ['HTTP API', 'Integration', 'Route', 'Stage'],
  looksAt: [{ en: 'HTTP APIs', pt: 'APIs HTTP' }],
  ask: ({ apigateway }) => apigateway.send(new GetApisCommand({ MaxResults: '1' })),
  async *list(cloud): AsyncIterable<Listed> {
    const owner = ownerName(cloud);
    for (const { Name = '', ApiId, Tags } of await everyPage((page) => cloud.apigateway.send(new GetApisCommand(page))))
      if ((Name === owner || Name.startsWith(`${owner}-`)) && isOurs(cloud.tags, Tags))
        yield { service: 'HTTP API', name: Name, why: { en: `its id is ${ApiId}`, pt: `o id dela é ${ApiId}` } };
  },
  rights: (cloud) => [apiRights(cloud).look],
};
