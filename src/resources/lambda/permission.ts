// The permission that lets a bucket or an HTTP API call a function: one statement in the function's own policy.
// Notice: the statement is deleted with its function. A new function has none. Then S3 drops its events
// without any error, and an API answers 500. So every run compares the statement.

import { AddPermissionCommand, GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import type { HttpApi } from '../apigateway/http-api.ts';
import type { Bucket } from '../s3/bucket.ts';
import { functionBusy, type LambdaFunction } from './function-state.ts';

export interface Permission {
  /** Name of the statement. */
  readonly id: string;
  readonly Effect: string | undefined;
  /** "s3.amazonaws.com" */
  readonly Principal: string | undefined;
  readonly Action: unknown;
  /** ARN of the function. */
  readonly Resource: string;
  readonly SourceArn: string | undefined;
  readonly SourceAccount: string | undefined;
}

export interface PermissionSettings {
  /** Name of our statement, unlike those of others: letters, digits, "-" and "_", at most 100. */
  id: string;
  functionName: string;
  about: Purpose;
}

/** Who may call: a service, for one of its things. */
interface Caller {
  readonly Principal: string;
  readonly SourceArn: string;
  readonly SourceAccount?: string;
}

const ABSENT = ['ResourceNotFoundException'];

export const bucketPermission = (cloud: Owned, { bucket, ...settings }: PermissionSettings & { bucket: string }) =>
  permission<{ bucket: Bucket; function: LambdaFunction }>(cloud, settings, bucket, () => ({
    Principal: 's3.amazonaws.com',
    SourceArn: cloud.bucketArn(bucket),
    // A bucket's ARN names no account. Without this, another account could take the name of a deleted bucket (FSBP
    // Lambda.1).
    SourceAccount: cloud.account,
  }));

export const apiPermission = (cloud: Owned, { apiName, ...settings }: PermissionSettings & { apiName: string }) =>
  permission<{ api: HttpApi; function: LambdaFunction }>(cloud, settings, apiName, ({ api }) => ({
    Principal: 'apigateway.amazonaws.com',
    SourceArn: api.callsArn,
  }));

/** @param from the name of what may call */
function permission<Needs extends { function: LambdaFunction }>(
  cloud: Owned,
  { id, functionName, about }: PermissionSettings,
  from: string,
  caller: (needs: Needs) => Caller,
) {
  const { lambda } = cloud;
  const at = { FunctionName: functionName, StatementId: id };
  const statementOf = (needs: Needs) => ({ Action: 'lambda:InvokeFunction', ...caller(needs) });
  const add = async (needs: Needs, ctx: Context) => {
    const statement = statementOf(needs);
    await retryOn(ctx, [functionBusy], () =>
      lambda.send(new AddPermissionCommand({ ...at, ...statement })).catch((error: Error) => {
        if (!/already exists/i.test(error.message)) throw error;
      }),
    );
  };
  const take = (ctx: Context) =>
    retryOn(ctx, [functionBusy], () => absentWhen(ABSENT, () => lambda.send(new RemovePermissionCommand(at))));

  return defineStep<Needs, Permission>({
    kind: 'Permission',
    name: `${from} -> ${functionName}`,
    about: { ...about, console: 'Lambda > Functions > Configuration > Permissions' },
    async observe() {
      const answer = await absentWhen(ABSENT, () => lambda.send(new GetPolicyCommand({ FunctionName: functionName })));
      return statementIn(answer?.Policy, id);
    },
    create: add,
    drift: (live, needs) => differences(live, { Effect: 'Allow', Resource: needs.function.arn, ...statementOf(needs) }),
    // A statement cannot be changed (Lambda API reference), so it is removed and added.
    async repair(_live, needs, _drift, ctx) {
      await take(ctx);
      await add(needs, ctx);
    },
    destroy: (_, ctx) => take(ctx),
    gone: true,
    rights: [
      may('lambda', 'AddPermission GetPolicy RemovePermission', cloud.arn('lambda', `function:${functionName}`)),
    ],
  });
}

/** @param policy of a function, as Lambda answers it @returns the statement with this name */
export function statementIn(policy: string | undefined, id: string): Permission | undefined {
  const { Statement = [] }: { Statement?: Live[] } = JSON.parse(policy ?? '{}');
  const live = Statement.find(({ Sid }) => Sid === id);
  if (!live) return undefined;
  const { Effect, Principal, Action, Resource, Condition = {} } = live;
  return {
    ...{ id, Effect, Action, Resource },
    Principal: typeof Principal === 'string' ? Principal : Principal?.Service,
    SourceArn: condition(Condition, 'aws:sourcearn'),
    SourceAccount: condition(Condition, 'aws:sourceaccount'),
  };
}

interface Live {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: string | { readonly Service?: string };
  readonly Action?: unknown;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * AWS answers "AWS:SourceArn" where we wrote "aws:SourceArn" (recorded on AWS: localstack,
 * test_add_lambda_permission_aws).
 */
const condition = (conditions: NonNullable<Live['Condition']>, key: string) =>
  Object.values(conditions)
    .flatMap((keys) => Object.entries(keys))
    .find(([name]) => name.toLowerCase() === key)?.[1];
