// The route `$default` of an HTTP API: every request that no other route takes goes to its integration.
// It has no authorizer of API Gateway (FSBP APIGateway.8), because the page itself must come without a sign-in. The
// function checks who asks.

import { CreateRouteCommand, DeleteRouteCommand, UpdateRouteCommand } from '@aws-sdk/client-apigatewayv2';
import type { Owned } from '../../aws/clients.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { isKind } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import { ABSENT, apiBusy, findApiId, routesOf } from './find-api.ts';
import type { Integration } from './integration.ts';
import { apiRights } from './rights.ts';

export interface Route {
  readonly id: string;
  readonly apiId: string;
  /** "integrations/ID" */
  readonly Target: string | undefined;
  readonly AuthorizationType: string | undefined;
}

const RouteKey = '$default';

export function defaultRoute(cloud: Owned, { apiName, about }: { apiName: string; about: Purpose }) {
  const { apigateway } = cloud;
  const { look, inApi } = apiRights(cloud);
  const wanted = ({ id }: Integration) => ({
    Target: `integrations/${id}`,
    AuthorizationType: 'NONE' as const,
  });

  return defineStep<{ integration: Integration }, Route>({
    kind: 'Route',
    name: `${apiName} ${RouteKey}`,
    about: { ...about, console: 'API Gateway > APIs > the API > Routes' },
    async observe() {
      const apiId = await findApiId(cloud, apiName);
      const found = apiId ? await routesOf(cloud, apiId) : [];
      const live = found.find((one) => one.RouteKey === RouteKey);
      if (!apiId || !live) return undefined;
      return { id: String(live.RouteId), apiId, Target: live.Target, AuthorizationType: live.AuthorizationType };
    },
    create: ({ integration }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigateway
          .send(new CreateRouteCommand({ ApiId: integration.apiId, RouteKey, ...wanted(integration) }))
          .catch((error: Error) => {
            if (!isKind(error, 'ConflictException') || !/already exists/i.test(error.message)) throw error;
          }),
      ),
    id: ({ id }) => id,
    drift: (live, { integration }) => differences(live, wanted(integration)),
    repair: ({ id, apiId }, { integration }, _, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigateway.send(new UpdateRouteCommand({ ApiId: apiId, RouteId: id, ...wanted(integration) })),
      ),
    destroy: ({ id, apiId }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        absentWhen(ABSENT, () => apigateway.send(new DeleteRouteCommand({ ApiId: apiId, RouteId: id }))),
      ),
    rights: [look, ...inApi('routes')],
  });
}
