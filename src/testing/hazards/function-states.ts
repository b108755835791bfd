// Hazard 11: a function is busy. It is Pending after its creation and InProgress after every change, and refuses all
// other calls in this time. Its deletion continues after the answer, and until its end the name is taken.

import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import type { HazardContext } from './context.ts';
import { Later } from './later.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';

export interface FunctionTimes {
  /** Seconds until a new function is Active. */
  readonly pending?: number;
  /** Seconds that a change is InProgress. */
  readonly changing?: number;
  /** Seconds from the delete call to the end of the deletion. */
  readonly deleting?: number;
  /** Reason why it cannot be made. */
  readonly failure?: string;
  /** Reason why its first change fails. */
  readonly changeFailure?: string;
}

const UPDATES = ['UpdateFunctionCode', 'UpdateFunctionConfiguration'];

export function functionStates(
  { clock, ground }: HazardContext,
  { pending = 40, changing = 15, deleting = 45, failure, changeFailure }: FunctionTimes = {},
): Hazard {
  const changes = new Map<string, number>();
  const activeAt = new Map<string, number>();
  const changedAt = new Map<string, number>();
  const deletions = new Later(clock);

  return async (call, pass) => {
    if (call.service !== 'lambda') return pass();
    await deletions.due();
    const name = asked(call, 'FunctionName');
    const late = (map: Map<string, number>) => clock.now() < (map.get(name) ?? 0);
    const conflict = (text: string) => refuse(call, 'ResourceConflictException', text, 409);

    if (is(call, 'CreateFunction')) {
      if (deletions.has(name)) return conflict(`Function already exist: ${name}`);
      const answer = await pass();
      if (answer.status < 300) activeAt.set(name, clock.now() + pending);
      return answer;
    }
    if (is(call, 'GetFunction')) {
      const { body, ...rest } = await pass();
      if (rest.status >= 300) return { ...rest, body };
      const told = JSON.parse(body);
      if (failure) Object.assign(told.Configuration, { State: 'Failed', StateReason: failure });
      if (changeFailure && changes.get(name) === 1)
        Object.assign(told.Configuration, { LastUpdateStatus: 'Failed', LastUpdateStatusReason: changeFailure });
      if (late(activeAt)) Object.assign(told.Configuration, { State: 'Pending', StateReasonCode: 'Creating' });
      if (late(changedAt)) Object.assign(told.Configuration, { LastUpdateStatus: 'InProgress' });
      if (deletions.has(name)) Object.assign(told.Configuration, { State: 'Deleting' });
      return { ...rest, body: JSON.stringify(told) };
    }
    if (!is(call, ...UPDATES, 'DeleteFunction')) return pass();
    if (late(activeAt))
      return conflict(
        'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      );
    if (late(changedAt))
      return conflict('The operation cannot be performed at this time. An update is in progress for resource.');
    if (is(call, 'DeleteFunction')) {
      deletions.put(name, deleting, () => ground.lambda.send(new DeleteFunctionCommand({ FunctionName: name })));
      return { status: 202, headers: {}, body: '' };
    }
    const answer = await pass();
    if (answer.status >= 300) return answer;
    changedAt.set(name, clock.now() + changing);
    changes.set(name, (changes.get(name) ?? 0) + 1);
    return answer;
  };
}
