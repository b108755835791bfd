// What an HTTP API calls: a function, with the whole request as its event (payload format 2.0). An integration has an id
// and no name, so its description is its name.

import {
  CreateIntegrationCommand,
  DeleteIntegrationCommand,
  UpdateIntegrationCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { Owned } from '../../aws/clients.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { LambdaFunction } from '../lambda/function-state.ts';
import { ABSENT, apiBusy, findApiId, integrationsOf } from './find-api.ts';
import type { HttpApi } from './http-api.ts';
import { apiRights } from './rights.ts';

export interface Integration {
  readonly id: string;
  readonly apiId: string;
  readonly IntegrationType: string | undefined;
  /** ARN of the function. */
  readonly IntegrationUri: string | undefined;
  readonly PayloadFormatVersion: string | undefined;
  readonly TimeoutInMillis: number | undefined;
}

export interface IntegrationSettings {
  apiName: string;
  functionName: string;
  about: Purpose;
  /** Milliseconds after which the API answers 503: at most 30,000 (API Gateway quotas). */
  timeoutMilliseconds: number;
}

/** Needs the function with its environment, because a request may come at once. */
export function integration(cloud: Owned, { apiName, functionName, about, timeoutMilliseconds }: IntegrationSettings) {
  const { apigateway, apigatewayOnce } = cloud;
  const { look, inApi } = apiRights(cloud);
  const name = `${apiName} -> ${functionName}`;
  const wanted = (its: LambdaFunction) => ({
    IntegrationType: 'AWS_PROXY' as const,
    IntegrationUri: its.arn,
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: timeoutMilliseconds,
  });

  return defineStep<{ api: HttpApi; function: LambdaFunction }, Integration>({
    kind: 'Integration',
    name,
    about: { ...about, console: 'API Gateway > APIs > the API > Integrations' },
    async observe() {
      const apiId = await findApiId(cloud, apiName);
      const found = apiId ? await integrationsOf(cloud, apiId) : [];
      const live = found.find(({ Description }) => Description === name);
      if (!apiId || !live) return undefined;
      const { IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis } = live;
      const id = String(live.IntegrationId);
      return { id, apiId, IntegrationType, IntegrationUri, PayloadFormatVersion, TimeoutInMillis };
    },
    create: ({ api, function: its }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigatewayOnce.send(new CreateIntegrationCommand({ ApiId: api.id, Description: name, ...wanted(its) })),
      ),
    id: ({ id }) => id,
    drift: (live, { function: its }) => differences(live, wanted(its)),
    repair: ({ id, apiId }, { function: its }, _, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigateway.send(new UpdateIntegrationCommand({ ApiId: apiId, IntegrationId: id, ...wanted(its) })),
      ),
    destroy: ({ id, apiId }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        absentWhen(ABSENT, () => apigateway.send(new DeleteIntegrationCommand({ ApiId: apiId, IntegrationId: id }))),
      ),
    rights: [look, ...inApi('integrations')],
  });
}
