// The function and its environment in four beats. They are two parts: a repair of one must leave the other alone.

import {
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { functionStep, makeNetwork, makeRole } from '../../testing/prerequisites.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { environmentBreaks, functionBreaks } from './breaks.ts';
import { functionEnvironment } from './environment.ts';
import type { LambdaFunction } from './function-state.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { vpc, subnets, group } = await makeNetwork(testCloud);
const { role, logs } = await makeRole(testCloud);
const needs = { role, logs, subnets, group };
const fn = functionStep(testCloud);
const environment = functionEnvironment<{ function: LambdaFunction }>(cloud, {
  name: fn.name,
  about: PURPOSE,
  variables: () => ({ CACHE_HOST: '10.0.0.1', LEVEL: 'INFO' }),
});

const configure = (change: Partial<UpdateFunctionConfigurationCommandInput>) =>
  cloud.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: fn.name, ...change }));

fourBeats('The function', testCloud, () => ({ step: fn, needs }), functionBreaks, [
  'somebody makes /tmp smaller',
  'somebody gives it another image',
]);

test('handler, runtime, description and security group are compared too', async () => {
  const live = await make(fn, needs);
  const fields = (change: object) =>
    fn.compare({ ...live, settings: { ...live.settings, ...change } }, needs).map(({ field }) => field);
  expect(fields({ Handler: 'index.main' })).toEqual(['Handler']);
  expect(fields({ Runtime: 'nodejs20.x' })).toEqual(['Runtime']);
  expect(fields({ Description: 'mine' })).toEqual(['Description']);
  expect(fields({ VpcConfig: { ...live.settings.VpcConfig, SecurityGroupIds: [vpc.defaultGroup] } })).toEqual([
    'SecurityGroupIds',
  ]);
  expect(fields({ VpcConfig: undefined })).toEqual(['SubnetIds', 'SecurityGroupIds']);
  await fn.remove(ctx);
});

const worker = async () => ({ function: await make(fn, needs) });
const variables = async () => (await environment.describe(ctx))?.settings.Environment?.Variables ?? {};

fourBeats(
  'The environment of the function',
  testCloud,
  async () => ({ step: environment, needs: await worker() }),
  environmentBreaks,
);

test('repairing the function leaves its environment alone, and the other way round', async () => {
  await make(environment, await worker());
  const before = await variables();
  await configure({ Timeout: 3 });
  await make(fn, needs);
  expect(await variables()).toEqual(before);

  await configure({ Environment: { Variables: { ...before, DEBUG: '1' } } });
  expect((await fn.ensure(needs, ctx)).outcome).toBe('unchanged');
  expect(await variables()).toHaveProperty('DEBUG');
});

test('an environment whose function is gone is absent', async () => {
  await fn.remove(ctx);
  expect(await environment.remove(ctx)).toBe('absent');
});
