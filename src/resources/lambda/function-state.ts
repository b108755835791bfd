// A function as Lambda describes it, and the errors with which Lambda says "not now".

import { type FunctionConfiguration, GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen, type Context, type RetryableError, until } from '../../engine/wait.ts';

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly settings: FunctionConfiguration;
  /** Of a function made of an image, the URI with the digest that Lambda found behind what it was given. */
  readonly image: string | undefined;
  readonly tags: Record<string, string>;
}

/** Seconds; Terraform allows 10 minutes for a function in a VPC. */
export const PATIENCE = 600;

/** Lambda is working on an earlier change of the function. */
export const functionBusy: RetryableError = {
  kinds: ['ResourceConflictException'],
  message: /update is in progress|in the following state|concurrent update/i,
  because: 'Lambda is still busy with an earlier change of the function',
  patience: PATIENCE,
};

/** IAM has not spread the role yet. A wrong role says the same, hence the end of patience. */
export const roleNotSpread: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message:
    /^(?!.*explicit deny).*(cannot be assumed|does not have permissions|not authorized to perform|KMS key is invalid for CreateGrant|throttled by EC2)/i,
  because: 'IAM has not spread the new role everywhere yet',
  patience: 300,
  hint: 'Look at the role and its policy in the IAM console: it must trust lambda.amazonaws.com.',
};

/** A repository's policy takes a while to reach Lambda (Terraform allows two minutes). */
export const imageNotSeen: RetryableError = {
  kinds: ['InvalidParameterValueException', 'AccessDeniedException'],
  message: /permission to access the ECR image/i,
  because: 'Lambda may not read the new image yet',
  patience: 120,
  hint: 'Look at the policy of the ECR repository: it must let lambda.amazonaws.com read.',
};

/** Lambda asks EC2 for subnets and groups that were made a moment ago, and hands EC2's error on. */
export const networkNotSpread: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message: /Invalid(Subnet|Group|SecurityGroup|Vpc)I?D?\.NotFound/i,
  because: 'EC2 has not told Lambda of the new network yet',
  patience: 120,
};

export async function findFunction({ lambda }: Owned, name: string): Promise<LambdaFunction | undefined> {
  const answer = await absentWhen(['ResourceNotFoundException'], () =>
    lambda.send(new GetFunctionCommand({ FunctionName: name })),
  );
  if (!answer?.Configuration) return undefined;
  return {
    name,
    arn: String(answer.Configuration.FunctionArn),
    settings: answer.Configuration,
    image: answer.Code?.ResolvedImageUri ?? answer.Code?.ImageUri,
    tags: answer.Tags ?? {},
  };
}

/** Ready to be looked at and changed; the last change may have failed, that is drift. @throws Problem when it could not be made */
export function isReady({ FunctionName, State, StateReason, LastUpdateStatus }: FunctionConfiguration): boolean {
  if (State === 'Failed')
    throw new Problem(`Lambda could not make ${FunctionName}: ${StateReason}`, {
      next: 'Take the system down and up again.',
    });
  return (State === 'Active' || State === 'Inactive') && LastUpdateStatus !== 'InProgress';
}

/** After every change of a function, before the next one. @throws Problem when Lambda gave it up: with its reason */
export const untilChanged = (cloud: Owned, name: string, ctx: Context) =>
  until(ctx, `waiting for ${name} to take its change`, PATIENCE, async () => {
    const live = await findFunction(cloud, name);
    if (!live || !isReady(live.settings)) return undefined;
    const { LastUpdateStatus, LastUpdateStatusReason } = live.settings;
    if (LastUpdateStatus === 'Failed') throw new Problem(`Lambda could not change ${name}: ${LastUpdateStatusReason}`);
    return live;
  });
