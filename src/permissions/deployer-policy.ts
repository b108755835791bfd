// The deployer's policy: every recorded need put in its place, and the places made into statements.
// Notice the sizes. Whole, it is an inline policy of a role; a user or a group takes it as two managed policies.

import type { Need } from './need.ts';
import { type Condition, type Ours, type Place, places } from './places.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Condition;
}

export interface DeployerPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Characters that policies may have, blanks not counted (IAM quotas): all inline policies of a role, one managed policy. */
export const LARGEST = { inlineOfRole: 10_240, managed: 6_144 };

/**
 * @param half only that half
 * @throws Error for a need that has no place
 */
export function deployerPolicy(needs: readonly Need[], ours: Ours, half?: Place['half']): DeployerPolicy {
  const actions = new Map(places(ours).map((place) => [place, new Set<string>()]));
  for (const need of needs) {
    const [, found] = [...actions].find(([place]) => fits(need, place)) ?? [];
    if (!found) throw new Error(`No statement is for ${need.action} on ${need.resource}.`);
    found.add(need.action);
  }
  const wanted = [...actions].filter(([place, { size }]) => size > 0 && (!half || place.half === half));
  return {
    Version: '2012-10-17',
    Statement: wanted.map(([{ Sid, Resource, Condition }, found]) => ({
      Sid,
      Effect: 'Allow',
      Action: [...found].sort(),
      Resource,
      ...(Condition && { Condition }),
    })),
  };
}

export const characters = (policy: object): number => JSON.stringify(policy).replaceAll(/\s/g, '').length;

const fits = (need: Need, { only, Resource, Condition = {} }: Place): boolean =>
  (!only || only.test(need.action)) &&
  Resource.some((pattern) => glob(pattern).test(need.resource)) &&
  holds(need, Condition);

/** Are the keys that the condition asks about there, with one of its values? */
function holds({ context }: Need, condition: Condition): boolean {
  const keys = (operator: string) => Object.entries(condition[operator] ?? {});
  return (
    keys('StringEquals').every(([key, value]) => [value].flat().includes(String(context[key]))) &&
    keys('ArnLike').every(([key, value]) => glob(String(value)).test(context[key] ?? '')) &&
    keys('Null').every(([key]) => context[key] === undefined)
  );
}

/** An IAM pattern as a regular expression; a policy variable stands for one word. */
function glob(pattern: string): RegExp {
  const literal = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(
    `^${pattern
      .split(/\$\{[^}]+\}/)
      .map(literal)
      .join('[^:/]+')}$`,
    's',
  );
}
