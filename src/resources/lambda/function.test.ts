// The function and its environment, beat by beat: code, settings, variables.
// Notice: the environment is another part's, so mending the function must leave it alone, and mending the environment
// must leave the function alone.

import {
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { zipped } from '../../aws/code/zip.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { underpin } from '../../testing/underpinnings.ts';
import { openWorkshop } from '../../testing/workshop.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;
const { lambda } = cloud;
const FunctionName = 'ada-dev-line-counter-worker';
const ground = await underpin(shop);

const configure = (change: Partial<UpdateFunctionConfigurationCommandInput>) =>
  lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
const change = (field: string, value: Partial<UpdateFunctionConfigurationCommandInput>) => ({
  field,
  byHand: () => configure(value),
});

const otherCode = () => zipped({ 'index.js': 'exports.handler = async () => "mine";' });

fourBeats('The function', shop, () => ({ step: part.worker.function, needs: ground }), {
  'somebody uploads other code': {
    field: 'CodeSha256',
    byHand: () => lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: otherCode() })),
  },
  'somebody shortens the time-out': change('Timeout', { Timeout: 3 }),
  'somebody saves memory': change('MemorySize', { MemorySize: 128 }),
  'somebody gives it another role': change('Role', { Role: 'arn:aws:iam::123456789012:role/other' }),
  'somebody sends its log elsewhere': change('LogGroup', {
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/other' },
  }),
  'somebody takes one zone away': change('SubnetIds', {
    VpcConfig: { SubnetIds: [String(ground.subnets[0]?.id)], SecurityGroupIds: [ground.group.id] },
  }),
});

test('handler, runtime, description and security group are compared too', async () => {
  const live = await make(part.worker.function, ground);
  const fields = (change: object) =>
    part.worker.function
      .compare({ ...live, settings: { ...live.settings, ...change } }, ground)
      .map(({ field }) => field);
  expect(fields({ Handler: 'index.main' })).toEqual(['Handler']);
  expect(fields({ Runtime: 'nodejs20.x' })).toEqual(['Runtime']);
  expect(fields({ Description: 'mine' })).toEqual(['Description']);
  expect(fields({ VpcConfig: { ...live.settings.VpcConfig, SecurityGroupIds: [ground.vpc.defaultGroup] } })).toEqual([
    'SecurityGroupIds',
  ]);
  expect(fields({ VpcConfig: undefined })).toEqual(['SubnetIds', 'SecurityGroupIds']);
  await part.worker.function.remove(ctx);
});

const needs = async () => ({
  function: await make(part.worker.function, ground),
  cache: ground.cache,
  topic: ground.topic,
});
const variables = async () => (await part.worker.environment.describe(ctx))?.settings.Environment?.Variables ?? {};

fourBeats(
  'The environment of the function',
  shop,
  async () => ({ step: part.worker.environment, needs: await needs() }),
  {
    'somebody sends it to another cache': {
      field: 'CACHE_HOST',
      byHand: async () =>
        configure({ Environment: { Variables: { ...(await variables()), CACHE_HOST: 'elsewhere' } } }),
    },
    'somebody adds a variable': {
      field: 'DEBUG',
      byHand: async () => configure({ Environment: { Variables: { ...(await variables()), DEBUG: '1' } } }),
    },
    'somebody takes a variable away': {
      field: 'TOPIC_ARN',
      byHand: async () => {
        const { TOPIC_ARN, ...rest } = await variables();
        expect(TOPIC_ARN).toBeDefined();
        await configure({ Environment: { Variables: rest } });
      },
    },
  },
);

test('mending the function leaves its environment alone, and the other way round', async () => {
  await make(part.worker.environment, await needs());
  const before = await variables();
  await configure({ Timeout: 3 });
  await make(part.worker.function, ground);
  expect(await variables()).toEqual(before);

  await configure({ Environment: { Variables: { ...before, DEBUG: '1' } } });
  const { outcome } = await part.worker.function.ensure(ground, ctx);
  expect(outcome).toBe('unchanged');
  expect(await variables()).toHaveProperty('DEBUG');
});

test('an environment whose function is gone is absent', async () => {
  await part.worker.function.remove(ctx);
  expect(await part.worker.environment.remove(ctx)).toBe('absent');
});
