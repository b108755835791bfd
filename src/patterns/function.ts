// A function with all that belongs to it: its log group, its role (ours, or one that was there before us), the function,
// and its environment. Names and settings only; `provisionFunction` says what leans on what.

import type { Owned } from '../aws/clients.ts';
import { adoptedRoleName } from '../aws/lab.ts';
import type { Policy } from '../aws/policy.ts';
import type { Step } from '../engine/lifecycle.ts';
import { adoptedRole } from '../resources/iam/existing-role.ts';
import { iamRole, type Role, type UnderBoundary } from '../resources/iam/role.ts';
import { functionEnvironment } from '../resources/lambda/environment.ts';
import { type FunctionNeeds, type FunctionSettings, lambdaFunction } from '../resources/lambda/function.ts';
import type { LambdaFunction } from '../resources/lambda/function-state.ts';
import { type LogGroup, logGroup } from '../resources/logs/log-group.ts';
import { type Settings, stackName } from '../settings/settings.ts';

/** @template Known what its variables are made of @template Used what its rights are on */
export type FunctionPartsSettings<InVpc extends boolean, Used, Known> = FunctionSettings<InVpc> & {
  /** In its log lines and metrics: "records-reader". */
  service: string;
  role: { why: string; policy: (needs: Used, logs: LogGroup) => Policy };
  /** Besides those for its log and metrics, which every function gets. */
  variables: (needs: Known) => Record<string, string>;
};

export interface FunctionParts<InVpc extends boolean, Used, Known> {
  readonly logs: Step<object, LogGroup>;
  readonly role: Step<Used & UnderBoundary & { logs: LogGroup }, Role>;
  readonly function: Step<FunctionNeeds<InVpc>, LambdaFunction>;
  readonly environment: Step<Known & { function: LambdaFunction }, LambdaFunction>;
}

export function functionParts<InVpc extends boolean, Used extends object, Known extends object>(
  cloud: Owned,
  settings: Settings,
  its: FunctionPartsSettings<InVpc, Used, Known>,
): FunctionParts<InVpc, Used, Known> {
  const { name, service } = its;
  const adopted = adoptedRoleName(cloud, settings);
  const { why, policy } = its.role;
  return {
    logs: logGroup(cloud, { name: `/aws/lambda/${name}`, retentionDays: settings.LOG_RETENTION_DAYS }),
    role: adopted
      ? adoptedRole(cloud, { name: adopted, user: name })
      : iamRole<Used & UnderBoundary & { logs: LogGroup }>(cloud, {
          ...{ name, why, service: 'lambda.amazonaws.com' },
          policy: (needs) => policy(needs, needs.logs),
        }),
    function: lambdaFunction(cloud, its),
    environment: functionEnvironment<Known & { function: LambdaFunction }>(cloud, {
      name,
      variables: (needs) => ({
        ...its.variables(needs),
        POWERTOOLS_SERVICE_NAME: service,
        POWERTOOLS_METRICS_NAMESPACE: stackName(settings, cloud.tags.stack),
        POWERTOOLS_LOG_LEVEL: 'INFO',
      }),
    }),
  };
}
