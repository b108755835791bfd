// A function with all that belongs to it: log group, role (ours or an existing one), function and environment.
// Names and settings only; `provisionFunction` says what needs what.

import type { Owned } from '../aws/clients.ts';
import { adoptedRoleName } from '../aws/lab.ts';
import type { Policy } from '../aws/policy.ts';
import type { Purpose, Step } from '../engine/lifecycle.ts';
import type { Text } from '../engine/text.ts';
import { adoptedRole } from '../resources/iam/existing-role.ts';
import { iamRole, type Role, type UnderBoundary } from '../resources/iam/role.ts';
import { functionEnvironment } from '../resources/lambda/environment.ts';
import { lambdaFunction } from '../resources/lambda/function.ts';
import type { FunctionNeeds, FunctionSettings } from '../resources/lambda/function-settings.ts';
import type { LambdaFunction } from '../resources/lambda/function-state.ts';
import { type LogGroup, logGroup } from '../resources/logs/log-group.ts';
import { type Settings, stackName } from '../settings/settings.ts';

const LOGS = (days: number): Purpose => ({
  what: {
    en: `Where the function writes its log, kept for ${days} days.`,
    pt: `O grupo de logs da função, em que cada linha fica guardada por ${days} dias.`,
  },
  why: {
    en: 'Logs without a retention are kept, and billed, for ever.',
    pt: 'Logs sem prazo de retenção são guardados, e cobrados, para sempre.',
  },
});
const ROLE: Text = {
  en: 'What the function may do, action by action, resource by resource.',
  pt: 'O que a função pode fazer, ação por ação, recurso por recurso.',
};
const ADOPTED_ROLE: Purpose = {
  what: {
    en: 'What the function may do: a role that existed already.',
    pt: 'O que a função pode fazer: uma role que já existia antes de nós.',
  },
  why: {
    en: 'A Learner Lab allows no new roles. It has one role with all the rights of a lab.',
    pt: 'Um Learner Lab não deixa ninguém criar roles; ele tem uma que pode tudo o que um lab pode.',
  },
};
const WHY_ENVIRONMENT: Text = {
  en: 'Addresses are settings, not code: the same zip runs in every stage.',
  pt: 'Endereços são configuração, não código: o mesmo zip roda em todos os estágios.',
};

/** @template Known what its variables are made of @template Used what its rights are on */
export type FunctionPartsSettings<InVpc extends boolean, Used, Known> = FunctionSettings<InVpc> & {
  /** Its name in log lines and metrics: "records-reader". */
  service: string;
  role: { why: Text; policy: (needs: Used, logs: LogGroup) => Policy };
  environment: {
    what: Text;
    /** Besides the rights for its log and metrics, which every function gets. */
    variables: (needs: Known) => Record<string, string>;
    /** Names of variables whose values are never shown. */
    secret?: readonly string[];
  };
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
  const { what, variables, secret } = its.environment;
  const days = settings.LOG_RETENTION_DAYS;
  return {
    logs: logGroup(cloud, { name: `/aws/lambda/${name}`, about: LOGS(days), retentionDays: days }),
    role: adopted
      ? adoptedRole(cloud, { name: adopted, user: name, about: ADOPTED_ROLE })
      : iamRole<Used & UnderBoundary & { logs: LogGroup }>(cloud, {
          ...{ name, about: { what: ROLE, why }, service: 'lambda.amazonaws.com' },
          policy: (needs) => policy(needs, needs.logs),
        }),
    function: lambdaFunction(cloud, its),
    environment: functionEnvironment<Known & { function: LambdaFunction }>(cloud, {
      name,
      about: { what, why: WHY_ENVIRONMENT },
      ...(secret && { secret }),
      variables: (needs) => ({
        ...variables(needs),
        POWERTOOLS_SERVICE_NAME: service,
        POWERTOOLS_METRICS_NAMESPACE: stackName(settings, cloud.tags.stack),
        POWERTOOLS_LOG_LEVEL: 'INFO',
      }),
    }),
  };
}
