// Tests: a policy denies our own calls when they are changed to a neighbour's things, and it denies misuse.
// Each condition must matter: removing it must allow something that is now denied.

import { describe, expect, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../../aws/clients.ts';
import type { DeployerPolicy, Statement } from '../policy.ts';
import type { Need } from './call.ts';
import { type Borders, inWords, neighboursOf } from './neighbours.ts';
import { allowed } from './simulator.ts';

/** A policy, and what was asked of it. */
export interface Given {
  readonly principal: string;
  readonly policy: DeployerPolicy;
  /** The calls that the policy must allow. */
  readonly needs: readonly Need[];
}

export function shutToNeighbours(given: () => Given, borders: Borders): void {
  const { looking, nobodys, anywhere, misuse: misuses } = borders;
  const neighbours = neighboursOf(borders.stack);
  describe('nothing of a neighbour’s', () => {
    /** The needs that are allowed when they are changed to a neighbour's things. */
    async function open(neighbour: keyof typeof neighbours): Promise<string[]> {
      const found = new Set<string>();
      const { needs, ...by } = given();
      for (const need of needs.map(neighbours[neighbour])) {
        const account = need.resource.split(':')[4] || LOCAL_ACCOUNT;
        if (await allowed(need, { ...by, account })) found.add(inWords(need, looking));
      }
      return [...found].sort();
    }

    test.for(['another stage', 'another project', 'another stack, called almost like ours'] as const)(
      'of %s only lists are open, and things without a name or tag',
      async (neighbour) => {
        expect(await open(neighbour)).toEqual([...looking, ...nobodys].sort());
      },
    );

    test('of another account only lists of our own are open, and things without an account in their ARN', async () => {
      expect(await open('another account')).toEqual([...looking, ...anywhere].sort());
    });

    test('a bucket of our name in another account stays closed even if its owner allows everybody', async () => {
      const everybody = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }],
      };
      const { needs, policy, principal } = given();
      const [theirs] = needs.filter(({ action }) => action === 's3:GetObject').map(neighbours['another account']);
      if (!theirs) throw new Error('no s3:GetObject was recorded');
      const by = { principal, account: '999999999999', resourcePolicy: everybody };
      expect(await allowed(theirs, { ...by, policy })).toBe(false);
      const reader = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
      expect(await allowed(theirs, { ...by, policy: reader })).toBe(true);
    });

    test.for(Object.entries(misuses))('no one can %s', async ([, misuse]) => {
      expect(await allowed(misuse, given())).toBe(false);
    });

    test('each condition is needed: without it something is allowed that is denied now', async () => {
      const { needs, policy } = given();
      const attempts = [...Object.values(neighbours).flatMap((aim) => needs.map(aim)), ...Object.values(misuses)];
      for (const [index, statement] of policy.Statement.entries())
        for (const [operator, keys] of Object.entries(statement.Condition ?? {}))
          for (const key of Object.keys(keys)) {
            const { [key]: _, ...rest } = keys;
            const Condition = { ...statement.Condition, [operator]: rest };
            const { Condition: __, ...bare } = statement;
            const changed = Object.keys(rest).length ? { ...bare, Condition } : bare;
            const looser = { ...policy, Statement: policy.Statement.with(index, changed) };
            const opened = await firstOpened(attempts, statement, looser);
            expect([statement.Sid, key, opened !== undefined]).toEqual([statement.Sid, key, true]);
          }
    });

    async function firstOpened(
      attempts: Need[],
      { Action }: Statement,
      looser: DeployerPolicy,
    ): Promise<Need | undefined> {
      for (const one of attempts.filter(({ action }) => Action.includes(action)))
        if ((await allowed(one, { ...given(), policy: looser })) && !(await allowed(one, given()))) return one;
      return undefined;
    }
  });
}
