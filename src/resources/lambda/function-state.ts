// A function as Lambda describes it, and Lambda's errors that pass by themselves.

import { type FunctionConfiguration, GetFunctionCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { eachOnce, perCloud } from '../../aws/together.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen, type Context, type RetryableError, until } from '../../engine/wait.ts';

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly settings: FunctionConfiguration;
  /** URI with the digest that Lambda found for the given image. undefined for a zip. */
  readonly image: string | undefined;
  readonly tags: Record<string, string>;
}

/** Seconds; Terraform allows 10 minutes for a function in a VPC. */
export const PATIENCE = 600;

/** Seconds that a change of a function takes at least. */
export const QUICKEST = 0.1;

/** Lambda is still working on an earlier change of the function. */
export const functionBusy: RetryableError = {
  kinds: ['ResourceConflictException'],
  message: /update is in progress|in the following state|concurrent update/i,
  because: {
    en: 'Lambda is still busy with an earlier change of the function',
    pt: 'o Lambda ainda está ocupado com uma mudança anterior da função',
  },
  patience: PATIENCE,
};

/** IAM has not spread the role yet. A wrong role gives the same error, so we do not wait for ever. */
export const roleNotSpread: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message:
    /^(?!.*explicit deny).*(cannot be assumed|does not have permissions|not authorized to perform|KMS key is invalid for CreateGrant|throttled by EC2)/i,
  because: {
    en: 'IAM has not spread the new role everywhere yet',
    pt: 'o IAM ainda não espalhou a role nova por todo lugar',
  },
  patience: 300,
  hint: {
    en: 'Look at the role and its policy in the IAM console: it must trust lambda.amazonaws.com.',
    pt: 'Veja a role e a política no console do IAM: ela precisa confiar em lambda.amazonaws.com.',
  },
};

/** A repository's policy needs some time to reach Lambda (Terraform allows two minutes). */
export const imageNotSeen: RetryableError = {
  kinds: ['InvalidParameterValueException', 'AccessDeniedException'],
  message: /permission to access the ECR image/i,
  because: { en: 'Lambda may not read the new image yet', pt: 'o Lambda ainda não pode ler a imagem nova' },
  patience: 120,
  hint: {
    en: 'Look at the policy of the ECR repository: it must let lambda.amazonaws.com read.',
    pt: 'Veja a política do repositório do ECR: ela precisa deixar lambda.amazonaws.com ler.',
  },
};

/** Lambda asks EC2 for subnets and groups that were made a moment ago, and passes on EC2's error. */
export const networkNotSpread: RetryableError = {
  kinds: ['InvalidParameterValueException'],
  message: /Invalid(Subnet|Group|SecurityGroup|Vpc)I?D?\.NotFound/i,
  because: {
    en: 'EC2 has not told Lambda of the new network yet',
    pt: 'o EC2 ainda não informou ao Lambda a rede nova',
  },
  patience: 120,
};

/** A function and its environment are two parts, and both look at the same time. */
const functions = perCloud(({ lambda }: Owned) =>
  eachOnce((FunctionName) =>
    absentWhen(['ResourceNotFoundException'], () => lambda.send(new GetFunctionCommand({ FunctionName }))),
  ),
);

export async function findFunction(cloud: Owned, name: string): Promise<LambdaFunction | undefined> {
  const answer = await functions(cloud)(name);
  if (!answer?.Configuration) return undefined;
  return {
    name,
    arn: String(answer.Configuration.FunctionArn),
    settings: answer.Configuration,
    image: answer.Code?.ResolvedImageUri ?? answer.Code?.ImageUri,
    tags: answer.Tags ?? {},
  };
}

/**
 * Ready to be read and changed. A last change that failed is drift.
 * @throws Problem when the function could not be made
 */
export function isReady({ FunctionName, State, StateReason, LastUpdateStatus }: FunctionConfiguration): boolean {
  if (State === 'Failed')
    throw new Problem(
      {
        en: `Lambda could not make ${FunctionName}: ${StateReason}`,
        pt: `O Lambda não conseguiu criar ${FunctionName}: ${StateReason}`,
      },
      {
        next: {
          en: 'Take the system down and up again.',
          pt: 'Remova o sistema e construa de novo (down, depois up).',
        },
      },
    );
  return (State === 'Active' || State === 'Inactive') && LastUpdateStatus !== 'InProgress';
}

/** Lambda's reason when it could not carry out the last change. */
export const failedChange = ({ name, settings }: LambdaFunction): Problem | undefined =>
  settings.LastUpdateStatus === 'Failed'
    ? new Problem({
        en: `Lambda could not change ${name}: ${settings.LastUpdateStatusReason}`,
        pt: `O Lambda não conseguiu alterar ${name}: ${settings.LastUpdateStatusReason}`,
      })
    : undefined;

/**
 * Waits after a change of a function, before the next one.
 * @throws Problem with Lambda's reason when the change failed
 */
export const untilChanged = (cloud: Owned, name: string, ctx: Context) =>
  until(
    ctx,
    { en: `waiting for ${name} to take its change`, pt: `à espera de que ${name} aceite a mudança` },
    PATIENCE,
    async () => {
      const live = await findFunction(cloud, name);
      if (!live || !isReady(live.settings)) return undefined;
      const failed = failedChange(live);
      if (failed) throw failed;
      return live;
    },
    QUICKEST,
  );
