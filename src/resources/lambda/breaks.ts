// How somebody breaks a function, its environment, its permission, its asynchronous invocation, and its event source mapping.

import {
  AddPermissionCommand,
  GetPolicyCommand,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
  RemovePermissionCommand,
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingCommandInput,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { zipped } from '../../aws/code/zip.ts';
import type { Break, Breaks } from '../break.ts';
import type { AsyncInvocation } from './async-invocation.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { LambdaFunction } from './function-state.ts';
import type { Permission } from './permission.ts';

type Settings = Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>;

const configure = (field: string, settings: Settings, fits = (_: LambdaFunction) => true): Break<LambdaFunction> => ({
  field,
  fits,
  byHand: ({ lambda }, { name }) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, ...settings })),
});

const isZip = ({ settings }: LambdaFunction) => settings.PackageType !== 'Image';
const isImage = (live: LambdaFunction) => !isZip(live);
const subnetsOf = ({ settings }: LambdaFunction) => settings.VpcConfig?.SubnetIds ?? [];

export const functionBreaks = {
  'somebody shortens the time-out': configure('Timeout', { Timeout: 1 }),
  'somebody saves memory': configure('MemorySize', { MemorySize: 128 }),
  'somebody uploads other code': {
    field: 'CodeSha256',
    fits: isZip,
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
  'somebody chooses another runtime': configure('Runtime', { Runtime: 'nodejs20.x' }, isZip),
  'somebody names another handler': configure('Handler', { Handler: 'index.other' }, isZip),
  'somebody makes /tmp smaller': configure(
    'EphemeralStorage',
    { EphemeralStorage: { Size: 512 } },
    ({ settings }) => (settings.EphemeralStorage?.Size ?? 512) > 512,
  ),
  'somebody gives it another image': {
    field: 'ImageUri',
    fits: isImage,
    byHand: ({ lambda }, { name, image = '' }) => {
      const ImageUri = image.replace(/@.*/, `@sha256:${'b'.repeat(64)}`);
      return lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ImageUri }));
    },
  },
} satisfies Breaks<LambdaFunction>;

const ELSEWHERE = 'arn:aws:s3:::of-somebody';

/** Lambda cannot change a statement, so it is removed and then added with the change. */
const instead = (field: keyof Permission, statement: object, fits = (_: Permission) => true): Break<Permission> => ({
  field,
  fits,
  async byHand({ lambda }, { SourceArn, SourceAccount, Principal }, name) {
    const FunctionName = name.split(' ').at(-1);
    const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    const { Statement = [] }: { Statement?: { Sid: string; Condition?: unknown }[] } = JSON.parse(Policy);
    // When a thing is broken in every way, the first way has given the statement to another bucket.
    const isOurs = (one: object) => [SourceArn, ELSEWHERE].some((arn) => JSON.stringify(one).includes(String(arn)));
    const StatementId = Statement.find(isOurs)?.Sid;
    const call = { FunctionName, StatementId, Action: 'lambda:InvokeFunction', Principal };
    await lambda.send(new RemovePermissionCommand(call));
    await lambda.send(new AddPermissionCommand({ ...call, SourceArn, SourceAccount, ...statement }));
  },
});

export const permissionBreaks = {
  'somebody gives it to another bucket or API': instead('SourceArn', { SourceArn: ELSEWHERE }),
  'somebody gives it to another account': instead(
    'SourceAccount',
    { SourceAccount: '123456789012' },
    ({ SourceAccount }) => SourceAccount !== undefined,
  ),
  'somebody gives it to another service': instead('Principal', { Principal: 'sns.amazonaws.com' }),
  'somebody lets it read, not call': instead('Action', { Action: 'lambda:GetFunction' }),
} satisfies Breaks<Permission>;

/** @param change makes the new variables of the old ones */
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
): Break<EventSourceMapping> => ({
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
} satisfies Breaks<EventSourceMapping>;

/** What is not sent goes back to Lambda's own value. */
const invoke = (
  field: keyof AsyncInvocation,
  change: Omit<PutFunctionEventInvokeConfigCommandInput, 'FunctionName'>,
): Break<AsyncInvocation> => ({
  field,
  byHand: ({ lambda }, { MaximumRetryAttempts, MaximumEventAgeInSeconds, OnFailure }, name) =>
    lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        ...{ FunctionName: name, MaximumRetryAttempts, MaximumEventAgeInSeconds },
        ...{ DestinationConfig: { OnFailure: { Destination: OnFailure } }, ...change },
      }),
    ),
});

export const asyncInvocationBreaks = {
  'somebody lets failed events be lost': invoke('OnFailure', { DestinationConfig: {} }),
  'somebody turns retries off': invoke('MaximumRetryAttempts', { MaximumRetryAttempts: 0 }),
  'somebody gives an event a minute only': invoke('MaximumEventAgeInSeconds', { MaximumEventAgeInSeconds: 60 }),
} satisfies Breaks<AsyncInvocation>;
