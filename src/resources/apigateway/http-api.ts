// An HTTP API: an address on the internet that calls functions. Its integration, route and stage are parts of their own.
// Notice: API Gateway makes a second API when it is asked twice.

import {
  CreateApiCommand,
  DeleteApiCommand,
  DeleteCorsConfigurationCommand,
  UpdateApiCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { Owned } from '../../aws/clients.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import { refuseTwins, twinsDrift } from '../vpc/twins.ts';
import { ABSENT, addressOf, apiBusy, findApis, routesOf } from './find-api.ts';
import { apiRights } from './rights.ts';

export interface HttpApi {
  readonly id: string;
  readonly name: string;
  /** Of its $default stage, with a slash at the end. */
  readonly url: string;
  /** What requests to it look like in permissions: "arn:aws:execute-api:REGION:ACCOUNT:ID/*". */
  readonly callsArn: string;
  readonly Description: string | undefined;
  readonly DisableExecuteApiEndpoint: boolean | undefined;
  readonly CorsConfiguration: unknown;
  /** Ids of further APIs of the same name and tags. */
  readonly twins: readonly string[];
}

export interface HttpApiSettings {
  name: string;
  /** Shown by AWS. Always English, because AWS stores it for everybody. */
  description: string;
  about: Purpose;
}

export function httpApi(cloud: Owned, { name, description, about }: HttpApiSettings) {
  const { apigateway, apigatewayOnce, tags } = cloud;
  const { look, api, cors } = apiRights(cloud);
  const title = `HTTP API ${name}`;
  // No CORS, because only pages of the API itself may call it.
  const wanted = { Description: description, DisableExecuteApiEndpoint: false, CorsConfiguration: undefined };
  const erase = (ApiId: string, ctx: Context) =>
    retryOn(ctx, [apiBusy], () => absentWhen(ABSENT, () => apigateway.send(new DeleteApiCommand({ ApiId }))));

  return defineStep<object, HttpApi>({
    kind: 'HTTP API',
    name,
    about: {
      ...about,
      costs: { en: '$1.00 per million requests', pt: 'US$ 1,00 por milhão de requisições' },
      console: 'API Gateway > APIs',
    },
    async observe() {
      const [live, ...twins] = await findApis(cloud, name);
      if (!live) return undefined;
      const { Description, DisableExecuteApiEndpoint, CorsConfiguration } = live;
      const id = String(live.ApiId);
      return {
        ...{ id, name, Description, DisableExecuteApiEndpoint, CorsConfiguration },
        url: addressOf(cloud, live),
        callsArn: `${cloud.arn('execute-api', id)}/*`,
        twins: twins.map(({ ApiId }) => String(ApiId)),
      };
    },
    id: ({ id }) => id,
    create: (_, ctx) =>
      retryOn(ctx, [tooManyRequests], () =>
        apigatewayOnce.send(
          new CreateApiCommand({ Name: name, ProtocolType: 'HTTP', Description: description, Tags: { ...tags } }),
        ),
      ),
    drift: (live) => [...differences(live, wanted), ...twinsDrift(live.twins)],
    async repair({ id, twins }, _, drift, ctx) {
      // A twin without a route is of a create call whose answer was lost, or of an `up` at the same time.
      const routes = await Promise.all(twins.map((twin) => routesOf(cloud, twin)));
      if (routes.flat().length) refuseTwins(title, { id, twins });
      for (const twin of twins) await erase(twin, ctx);
      const wrong = new Set(drift.map(({ field }) => field));
      if (wrong.delete('CorsConfiguration'))
        await retryOn(ctx, [apiBusy], () => apigateway.send(new DeleteCorsConfigurationCommand({ ApiId: id })));
      const { CorsConfiguration: _cors, ...rest } = wanted;
      if (wrong.size)
        await retryOn(ctx, [apiBusy], () => apigateway.send(new UpdateApiCommand({ ApiId: id, ...rest })));
    },
    destroy: ({ id }, ctx) => erase(id, ctx),
    // API Gateway shows a new or deleted API in lists a little later.
    lag: cloud.local ? 0 : 10,
    rights: [look, ...api, cors],
  });
}

/** CreateApi is not repeated by the SDK, so its throttling is repeated here: a refused call made nothing. */
const tooManyRequests = {
  kinds: ['TooManyRequestsException'],
  because: { en: 'API Gateway takes few changes a second', pt: 'o API Gateway aceita poucas mudanças por segundo' },
  patience: 60,
};
