// How Lambda calls a function for a service that does not wait for an answer: how often it tries again, for how long, and
// where an event goes that failed for good. S3 calls functions so.
// Notice: without a destination an event is lost after two retries (Lambda developer guide, "Asynchronous invocation").

import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { may } from '../../aws/rights.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose } from '../../engine/lifecycle.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type Context, retryOn } from '../../engine/wait.ts';
import type { Queue } from '../sqs/queue.ts';
import { functionBusy, type LambdaFunction, roleNotSpread } from './function-state.ts';

export interface AsyncInvocation {
  readonly MaximumRetryAttempts: number | undefined;
  /** Seconds. */
  readonly MaximumEventAgeInSeconds: number | undefined;
  /** ARNs of destinations. */
  readonly OnFailure: string | undefined;
  readonly OnSuccess: string | undefined;
}

export interface AsyncInvocationSettings {
  functionName: string;
  about: Purpose;
  /** 0 to 2. */
  retries: number;
  /** Seconds for which an event may wait and be tried, 60 to 21,600. */
  maximumAgeSeconds: number;
}

/** A failed event reaches the queue by the function's own role: it needs sqs:SendMessage. */
interface Needs {
  function: LambdaFunction;
  failures: Queue;
}

const ABSENT = ['ResourceNotFoundException'];

export function asyncInvocation(cloud: Owned, settings: AsyncInvocationSettings) {
  const { lambda } = cloud;
  const { functionName, about, retries, maximumAgeSeconds } = settings;
  const at = { FunctionName: functionName };
  const wanted = {
    MaximumRetryAttempts: retries,
    MaximumEventAgeInSeconds: maximumAgeSeconds,
  };
  const put = ({ failures }: Needs, ctx: Context) =>
    retryOn(ctx, [functionBusy, roleNotSpread], () =>
      lambda.send(
        new PutFunctionEventInvokeConfigCommand({
          ...{ ...at, ...wanted },
          DestinationConfig: { OnFailure: { Destination: failures.arn } },
        }),
      ),
    );

  return defineStep<Needs, AsyncInvocation>({
    kind: 'Asynchronous invocation',
    name: functionName,
    title: `Asynchronous invocation of ${functionName}`,
    about: { ...about, console: 'Lambda > Functions > Configuration > Asynchronous invocation' },

    async observe() {
      const live = await absentWhen(ABSENT, () => lambda.send(new GetFunctionEventInvokeConfigCommand(at)));
      return (
        live && {
          MaximumRetryAttempts: live.MaximumRetryAttempts,
          MaximumEventAgeInSeconds: live.MaximumEventAgeInSeconds,
          OnFailure: live.DestinationConfig?.OnFailure?.Destination,
          OnSuccess: live.DestinationConfig?.OnSuccess?.Destination,
        }
      );
    },
    create: put,
    drift: (live, { failures }) => differences(live, { ...wanted, OnFailure: failures.arn, OnSuccess: undefined }),
    repair: (_live, needs, _drift, ctx) => put(needs, ctx),
    destroy: (_, ctx) =>
      retryOn(ctx, [functionBusy], () =>
        absentWhen(ABSENT, () => lambda.send(new DeleteFunctionEventInvokeConfigCommand(at))),
      ),
    rights: [
      may(
        'lambda',
        'DeleteFunctionEventInvokeConfig GetFunctionEventInvokeConfig PutFunctionEventInvokeConfig',
        cloud.arn('lambda', `function:${functionName}`),
      ),
    ],
  });
}
