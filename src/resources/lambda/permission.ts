// The permission that lets a bucket call a function: one statement in the function's own policy.
// Notice: the statement is deleted with its function. A new function has none, and then S3 drops its events without any
// error. So every run compares the statement.

import { AddPermissionCommand, GetPolicyCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import type { Bucket } from '../s3/bucket.ts';
import { functionBusy, type LambdaFunction } from './function-state.ts';

export interface Permission {
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
  bucket: string;
  functionName: string;
  about: Purpose;
}

const ABSENT = ['ResourceNotFoundException'];

export function bucketPermission(cloud: Owned, { id, bucket, functionName, about }: PermissionSettings) {
  const { lambda } = cloud;
  const at = { FunctionName: functionName, StatementId: id };
  const wanted = (functionArn: string) => ({
    Effect: 'Allow',
    Principal: 's3.amazonaws.com',
    Action: 'lambda:InvokeFunction',
    Resource: functionArn,
    SourceArn: cloud.bucketArn(bucket),
    // A bucket's ARN names no account. Without this, another account could take the name of a deleted bucket (FSBP
    // Lambda.1).
    SourceAccount: cloud.account,
  });
  const add = async (ctx: Context) => {
    const { Effect, Resource, ...statement } = wanted('');
    await retryOn(ctx, [functionBusy], () =>
      lambda.send(new AddPermissionCommand({ ...at, ...statement })).catch((error: Error) => {
        if (!/already exists/i.test(error.message)) throw error;
      }),
    );
  };
  const take = (ctx: Context) =>
    retryOn(ctx, [functionBusy], () => absentWhen(ABSENT, () => lambda.send(new RemovePermissionCommand(at))));

  return defineStep<{ bucket: Bucket; function: LambdaFunction }, Permission>({
    kind: 'Permission',
    name: `${bucket} -> ${functionName}`,
    about: { ...about, console: 'Lambda > Functions > Configuration > Permissions' },
    async observe() {
      const answer = await absentWhen(ABSENT, () => lambda.send(new GetPolicyCommand({ FunctionName: functionName })));
      const { Statement = [] }: { Statement?: Live[] } = JSON.parse(answer?.Policy ?? '{}');
      const live = Statement.find(({ Sid }) => Sid === id);
      if (!live) return undefined;
      const { Effect, Principal, Action, Resource, Condition = {} } = live;
      return {
        ...{ Effect, Action, Resource },
        Principal: typeof Principal === 'string' ? Principal : Principal?.Service,
        SourceArn: condition(Condition, 'aws:sourcearn'),
        SourceAccount: condition(Condition, 'aws:sourceaccount'),
      };
    },
    create: (_, ctx) => add(ctx),
    drift: (live, { function: its }) => differences(live, wanted(its.arn)),
    // A statement cannot be changed (Lambda API reference), so it is removed and added.
    async repair(_live, _needs, _drift, ctx) {
      await take(ctx);
      await add(ctx);
    },
    destroy: (_, ctx) => take(ctx),
    rights: [
      may('lambda', 'AddPermission GetPolicy RemovePermission', cloud.arn('lambda', `function:${functionName}`)),
    ],
  });
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
