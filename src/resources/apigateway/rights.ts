// The rights of an HTTP API. API Gateway's actions are the methods of its own REST interface, and its ARNs name no account
// (Service Authorization Reference, API Gateway Management V2).

import type { Owned } from '../../aws/clients.ts';
import { may, tagged } from '../../aws/rights.ts';

export function apiRights({ partition, region, tags }: Pick<Owned, 'partition' | 'region' | 'tags'>) {
  const arn = (path: string) => `arn:${partition}:apigateway:${region}::/${path}`;
  return {
    /** Lists all APIs: only their tags say whose they are. */
    look: may('apigateway', 'GET', [arn('apis'), arn('apis/*')]),
    /** Makes an API with our tags, changes and deletes only such APIs. */
    api: [
      may('apigateway', 'POST', [arn('apis'), arn('tags/*')], { when: tagged('RequestTag', tags) }),
      may('apigateway', 'PATCH DELETE', arn('apis/*'), { when: tagged('ResourceTag', tags) }),
    ],
    cors: may('apigateway', 'DELETE', arn('apis/*/cors')),
    /**
     * Without a condition: the id of the API is not known before, and tags of an HTTP API do not count for what is in it
     * (API Gateway developer guide, "API Gateway resources that can be tagged").
     * @param kind "routes"
     */
    inApi: (kind: string) => [
      may('apigateway', 'POST', arn(`apis/*/${kind}`)),
      may('apigateway', 'PATCH DELETE', arn(`apis/*/${kind}/*`)),
    ],
  };
}
