// The environment variables of a function: addresses and names of other parts. They are a part of their own, because
// some addresses take minutes to be known and the function itself need not wait for them.

import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { type Difference, differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { type Context, retryOn } from '../../engine/wait.ts';
import {
  failedChange,
  findFunction,
  functionBusy,
  isReady,
  type LambdaFunction,
  QUICKEST,
  roleNotSpread,
  untilChanged,
} from './function-state.ts';

export interface EnvironmentSettings<Needs> {
  /** Name of the function. */
  name: string;
  about: Purpose;
  /** All variables: a variable that is not named here is removed. At most 4 KB (Lambda quotas). */
  variables: (needs: Needs) => Record<string, string>;
  /** Names of variables whose values are never shown. */
  secret?: readonly string[];
}

const of = (live: LambdaFunction) => live.settings.Environment?.Variables ?? {};

const putVariables = (cloud: Owned, name: string, Variables: Record<string, string>, ctx: Context) =>
  retryOn(ctx, [functionBusy, roleNotSpread], () =>
    cloud.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment: { Variables } })),
  );

/** Changes some variables of a function and leaves the others. Returns when it uses them. */
export async function replaceVariables(cloud: Owned, name: string, some: Record<string, string>, ctx: Context) {
  const live = await findFunction(cloud, name);
  await putVariables(cloud, name, { ...(live && of(live)), ...some }, ctx);
  await untilChanged(cloud, name, ctx);
}

const hidden = ({ field }: Difference): Difference => ({
  ...{ field, live: '', wanted: '' },
  shown: { en: `${field} is not the one that we made`, pt: `${field} não é a que criamos` },
});

/** Its live thing is the function, ready to work. */
export function functionEnvironment<Needs extends { function: LambdaFunction }>(
  cloud: Owned,
  { name, about, variables, secret = [] }: EnvironmentSettings<Needs>,
) {
  const put = (Variables: Record<string, string>, ctx: Context) => putVariables(cloud, name, Variables, ctx);

  return defineStep<Needs, LambdaFunction>({
    kind: 'Environment',
    name,
    title: `Environment of ${name}`,
    about: { ...about, console: 'Lambda > Functions > Configuration > Environment variables' },
    async observe() {
      const live = await findFunction(cloud, name);
      return live && Object.keys(of(live)).length ? live : undefined;
    },
    ready: ({ settings }) => isReady(settings),
    failed: failedChange,
    atLeast: QUICKEST,
    create: (needs, ctx) => put(variables(needs), ctx),
    drift(live, needs) {
      const wanted = variables(needs);
      const extra = Object.keys(of(live)).filter((variable) => !(variable in wanted));
      return differences(of(live), {
        ...wanted,
        ...Object.fromEntries(extra.map((variable) => [variable, undefined])),
      }).map((one) => (secret.includes(one.field) ? hidden(one) : one));
    },
    repair: (_live, needs, _drift, ctx) => put(variables(needs), ctx),
    destroy: (_, ctx) => put({}, ctx),
    patience: 600,
    rights: [
      may('lambda', 'GetFunction ListTags UpdateFunctionConfiguration', cloud.arn('lambda', `function:${name}`)),
    ],
  });
}
