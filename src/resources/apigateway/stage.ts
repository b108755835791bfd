// The stage `$default` of an HTTP API: it puts every change in effect, limits requests, and writes the access log. Its
// address has no path. Notice: an HTTP API has no limits of its own; without these one person could use up all
// executions of functions in the account.

import {
  CreateStageCommand,
  DeleteStageCommand,
  GetStageCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import type { Wording } from '../../engine/text.ts';
import { absentWhen, retryOn } from '../../engine/wait.ts';
import type { LogGroup } from '../logs/log-group.ts';
import { ABSENT, apiBusy, findApiId } from './find-api.ts';
import { apiRights } from './rights.ts';
import type { Route } from './route.ts';

export interface Stage {
  readonly apiId: string;
  readonly AutoDeploy: boolean | undefined;
  readonly ThrottlingRateLimit: number | undefined;
  readonly ThrottlingBurstLimit: number | undefined;
  /** ARN of the log group; undefined without an access log. */
  readonly DestinationArn: string | undefined;
  readonly Format: string | undefined;
}

export interface StageSettings {
  apiName: string;
  about: Purpose;
  /** Requests a second, in the long run. */
  rate: number;
  /** Requests at once. */
  burst: number;
  /** What to do when API Gateway may not write a log here. */
  withoutLog: Wording;
}

const StageName = '$default';

/** No cookies and no query: neither lets anybody in (API Gateway developer guide, "Customizing HTTP API access logs"). */
const FORMAT = JSON.stringify({
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  request: '$context.requestId',
  error: '$context.error.message',
  integration: '$context.integrationErrorMessage',
});

/** Without `logs` it has no access log. */
export function defaultStage(cloud: Owned, { apiName, about, rate, burst, withoutLog }: StageSettings) {
  const { apigateway, local } = cloud;
  const { look, inApi } = apiRights(cloud);
  const title = `Stage ${apiName} ${StageName}`;
  const wanted = (logs: LogGroup | undefined) => ({
    AutoDeploy: true,
    ThrottlingRateLimit: rate,
    ThrottlingBurstLimit: burst,
    DestinationArn: logs?.arn,
    Format: logs && FORMAT,
  });
  const request = (logs: LogGroup | undefined) => ({
    StageName,
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
    // API Gateway removes the log when it gets empty settings.
    AccessLogSettings: logs ? { DestinationArn: logs.arn, Format: FORMAT } : {},
  });
  /** A Learner Lab may deny the delivery of logs. AWS says so in a text, with different names. */
  const explained = (error: unknown): never => {
    if (!isKind(error, 'AccessDeniedException', 'BadRequestException') || !/log/i.test(errorText(error))) throw error;
    throw new Problem(
      {
        en: `${title} may not write an access log: ${errorText(error)}.`,
        pt: `${title} não pode gravar um log de acesso: ${errorText(error)}.`,
      },
      { cause: error, next: withoutLog },
    );
  };

  return defineStep<{ route: Route; logs?: LogGroup | undefined }, Stage>({
    kind: 'Stage',
    name: `${apiName} ${StageName}`,
    about: { ...about, console: 'API Gateway > APIs > the API > Stages' },
    async observe() {
      const apiId = await findApiId(cloud, apiName);
      const live =
        apiId && (await absentWhen(ABSENT, () => apigateway.send(new GetStageCommand({ ApiId: apiId, StageName }))));
      if (!apiId || !live) return undefined;
      const { AutoDeploy, DefaultRouteSettings = {}, AccessLogSettings = {} } = live;
      const { ThrottlingRateLimit, ThrottlingBurstLimit } = DefaultRouteSettings;
      const { DestinationArn, Format } = AccessLogSettings;
      // AWS may answer the ARN of a log group with the ":*" of all its streams.
      const group = DestinationArn?.replace(/:\*$/, '');
      return { apiId, AutoDeploy, ThrottlingRateLimit, ThrottlingBurstLimit, DestinationArn: group, Format };
    },
    create: ({ route, logs }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigateway.send(new CreateStageCommand({ ApiId: route.apiId, ...request(logs) })).catch((error: unknown) => {
          if (!isKind(error, 'ConflictException') || !/already exists/i.test(errorText(error))) explained(error);
        }),
      ),
    drift: (live, { logs }) => differences(live, wanted(logs)),
    repair: ({ apiId }, { logs }, _, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        apigateway.send(new UpdateStageCommand({ ApiId: apiId, ...request(logs) })).catch(explained),
      ),
    destroy: ({ apiId }, ctx) =>
      retryOn(ctx, [apiBusy], () =>
        absentWhen(ABSENT, () => apigateway.send(new DeleteStageCommand({ ApiId: apiId, StageName }))),
      ),
    lag: local ? 0 : 5,
    rights: [
      look,
      ...inApi('stages'),
      // API Gateway delivers the access log with the rights of whoever names it. AWS has no narrower resource (API Gateway
      // developer guide, "Configure logging for HTTP APIs").
      may(
        'logs',
        `CreateLogDelivery DeleteLogDelivery DescribeResourcePolicies GetLogDelivery ListLogDeliveries PutResourcePolicy
         UpdateLogDelivery`,
        '*',
        { sid: 'DeliverAccessLog' },
      ),
    ],
  });
}
