// How somebody breaks a function, its environment, and its event source mapping.

import {
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingCommandInput,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { zipped } from '../../aws/code/zip.ts';
import type { Break, Breaks } from '../break.ts';
import type { QueueToFunction } from './event-source-mapping.ts';
import type { LambdaFunction } from './function-state.ts';

type Settings = Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>;

const configure = (field: string, settings: Settings): Break<LambdaFunction> => ({
  field,
  byHand: ({ lambda }, { name }) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, ...settings })),
});

const subnetsOf = ({ settings }: LambdaFunction) => settings.VpcConfig?.SubnetIds ?? [];

export const functionBreaks = {
  'somebody shortens the time-out': configure('Timeout', { Timeout: 1 }),
  'somebody saves memory': configure('MemorySize', { MemorySize: 128 }),
  'somebody uploads other code': {
    field: 'CodeSha256',
    byHand: ({ lambda }, { name }) =>
      lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName: name,
          ZipFile: zipped({ 'index.js': 'exports.handler = async () => "mine";' }),
        }),
      ),
  },
  'somebody gives it another role': {
    field: 'Role',
    byHand: ({ lambda, account, partition }, { name }) =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          Role: `arn:${partition}:iam::${account}:role/of-somebody`,
        }),
      ),
  },
  'somebody sends its log elsewhere': configure('LogGroup', {
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/of-somebody' },
  }),
  'somebody takes one zone away': {
    field: 'SubnetIds',
    fits: (live) => subnetsOf(live).length > 1,
    byHand: ({ lambda }, { name, settings, ...live }) =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          VpcConfig: {
            SubnetIds: subnetsOf({ name, settings, ...live }).slice(0, 1),
            SecurityGroupIds: settings.VpcConfig?.SecurityGroupIds,
          },
        }),
      ),
  },
} satisfies Breaks<LambdaFunction>;

/** @param change of the variables that are there */
const put =
  (change: (variables: Record<string, string>) => Record<string, string>): Break<LambdaFunction>['byHand'] =>
  ({ lambda }, { name, settings }) => {
    const Environment = { Variables: change(settings.Environment?.Variables ?? {}) };
    return lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment }));
  };
const firstOf = (variables: Record<string, string> = {}) => Object.keys(variables).sort()[0] as string;
const first = ({ settings }: LambdaFunction) => firstOf(settings.Environment?.Variables);

export const environmentBreaks = {
  'somebody changes a variable': {
    field: first,
    byHand: put((variables) => ({ ...variables, [firstOf(variables)]: 'elsewhere' })),
  },
  'somebody adds a variable': { field: 'DEBUG', byHand: put((variables) => ({ ...variables, DEBUG: '1' })) },
  'somebody takes a variable away': {
    field: first,
    byHand: put(({ ...variables }) => {
      delete variables[firstOf(variables)];
      return variables;
    }),
  },
} satisfies Breaks<LambdaFunction>;

const update = (
  field: string,
  settings: Omit<UpdateEventSourceMappingCommandInput, 'UUID'>,
): Break<QueueToFunction> => ({
  field,
  byHand: ({ lambda }, { id }) => lambda.send(new UpdateEventSourceMappingCommand({ UUID: id, ...settings })),
});

export const mappingBreaks = {
  'somebody makes batches of one': update('BatchSize', { BatchSize: 1 }),
  'somebody disables it': update('Enabled', { Enabled: false }),
  'somebody lets more calls run at the same time': update('ScalingConfig', {
    ScalingConfig: { MaximumConcurrency: 50 },
  }),
  'somebody turns the report of single failures off': update('FunctionResponseTypes', { FunctionResponseTypes: [] }),
  'somebody waits longer for a batch': update('MaximumBatchingWindowInSeconds', {
    MaximumBatchingWindowInSeconds: 60,
  }),
} satisfies Breaks<QueueToFunction>;
