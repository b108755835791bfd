// How somebody breaks an HTTP API, its integration, its route and its stage.

import {
  UpdateApiCommand,
  UpdateIntegrationCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
  type UpdateStageCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { Break, Breaks } from '../break.ts';
import type { HttpApi } from './http-api.ts';
import type { Integration } from './integration.ts';
import type { Route } from './route.ts';
import type { Stage } from './stage.ts';

export const httpApiBreaks = {
  'somebody lets pages of every site call it': {
    field: 'CorsConfiguration',
    byHand: ({ apigateway }, { id }) =>
      apigateway.send(new UpdateApiCommand({ ApiId: id, CorsConfiguration: { AllowOrigins: ['*'] } })),
  },
  'somebody switches its address off': {
    field: 'DisableExecuteApiEndpoint',
    byHand: ({ apigateway }, { id }) =>
      apigateway.send(new UpdateApiCommand({ ApiId: id, DisableExecuteApiEndpoint: true })),
  },
  'somebody describes it otherwise': {
    field: 'Description',
    byHand: ({ apigateway }, { id }) => apigateway.send(new UpdateApiCommand({ ApiId: id, Description: 'mine' })),
  },
} satisfies Breaks<HttpApi>;

export const integrationBreaks = {
  'somebody lets it call another function': {
    field: 'IntegrationUri',
    byHand: ({ apigateway, arn }, { id, apiId }) =>
      apigateway.send(
        new UpdateIntegrationCommand({
          ...{ ApiId: apiId, IntegrationId: id, IntegrationUri: arn('lambda', 'function:of-somebody') },
        }),
      ),
  },
  'somebody chooses the old form of events': {
    field: 'PayloadFormatVersion',
    byHand: ({ apigateway }, { id, apiId }) =>
      apigateway.send(new UpdateIntegrationCommand({ ApiId: apiId, IntegrationId: id, PayloadFormatVersion: '1.0' })),
  },
  'somebody shortens its time': {
    field: 'TimeoutInMillis',
    byHand: ({ apigateway }, { id, apiId }) =>
      apigateway.send(new UpdateIntegrationCommand({ ApiId: apiId, IntegrationId: id, TimeoutInMillis: 50 })),
  },
} satisfies Breaks<Integration>;

export const routeBreaks = {
  'somebody leads it elsewhere': {
    field: 'Target',
    byHand: ({ apigateway }, { id, apiId }) =>
      apigateway.send(new UpdateRouteCommand({ ApiId: apiId, RouteId: id, Target: 'integrations/of-somebody' })),
  },
  'somebody asks callers for a signature of AWS': {
    field: 'AuthorizationType',
    byHand: ({ apigateway }, { id, apiId }) =>
      apigateway.send(new UpdateRouteCommand({ ApiId: apiId, RouteId: id, AuthorizationType: 'AWS_IAM' })),
  },
} satisfies Breaks<Route>;

const change = (
  field: keyof Stage,
  settings: (live: Stage) => Omit<UpdateStageCommandInput, 'ApiId' | 'StageName'>,
  fits = (_: Stage) => true,
): Break<Stage> => ({
  field,
  fits,
  byHand: ({ apigateway }, live) =>
    apigateway.send(new UpdateStageCommand({ ApiId: live.apiId, StageName: '$default', ...settings(live) })),
});
const hasLog = ({ DestinationArn }: Stage) => DestinationArn !== undefined;

export const stageBreaks = {
  'somebody lets more requests in': change('ThrottlingRateLimit', ({ ThrottlingBurstLimit }) => ({
    DefaultRouteSettings: { ThrottlingRateLimit: 5000, ThrottlingBurstLimit },
  })),
  'somebody lets more requests in at once': change('ThrottlingBurstLimit', ({ ThrottlingRateLimit }) => ({
    DefaultRouteSettings: { ThrottlingRateLimit, ThrottlingBurstLimit: 5000 },
  })),
  'somebody keeps changes from taking effect': change('AutoDeploy', () => ({ AutoDeploy: false })),
  'somebody logs less': change(
    'Format',
    ({ DestinationArn }) => ({ AccessLogSettings: { DestinationArn, Format: '$context.requestId' } }),
    hasLog,
  ),
  'somebody sends the access log elsewhere': change(
    'DestinationArn',
    ({ DestinationArn, Format }) => ({
      AccessLogSettings: { DestinationArn: DestinationArn?.replace(/[^:]+$/, '/of-somebody'), Format },
    }),
    hasLog,
  ),
} satisfies Breaks<Stage>;
