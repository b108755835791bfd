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

/** Characters, blanks not counted (IAM quotas): all inline policies of a role together, one managed policy. */
export const LARGEST = { inlineOfRole: 10_240, managed: 6_144 };

/**
 * Notice that an action which is needed for everything at once is not named a second time for ours.
 * @throws Error for a need that has no place
 */
export function deployerPolicy(needs: readonly Need[], ours: Ours): DeployerPolicy {
  const actions = new Map(places(ours).map((place) => [place, new Set<string>()]));
  const anywhere = new Set(
    needs.filter((need) => need.resource === '*' && !Object.keys(need.context).length).map(({ action }) => action),
  );
  for (const need of needs) {
    if (anywhere.has(need.action) && need.resource !== '*') continue;
    const [, found] = [...actions].find(([place]) => fits(need, place)) ?? [];
    if (!found) throw new Error(`No statement is for ${need.action} on ${need.resource}.`);
    found.add(need.action);
  }
  const wanted = [...actions].filter(([, { size }]) => size > 0);
  return document(wanted.map(([place, found]) => statement(place, [...found].sort())));
}

/** The same rights for another project or stage; the whole of them, or a half. */
export function rewritten({ Statement }: DeployerPolicy, ours: Ours, half?: Place['half']): DeployerPolicy {
  const actions = new Map(Statement.map(({ Sid, Action }) => [Sid, Action]));
  const wanted = places(ours).filter((place) => actions.has(place.Sid) && (!half || place.half === half));
  return document(wanted.map((place) => statement(place, actions.get(place.Sid) ?? [])));
}

const document = (Statement: readonly Statement[]): DeployerPolicy => ({ Version: '2012-10-17', Statement });

const statement = ({ Sid, Resource, Condition }: Place, Action: readonly string[]): Statement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** Columns of the file. */
const WIDTH = 120;

/** As it is written to a file: a list of words stands in one line where it fits. */
export const fileText = (policy: object): string =>
  `${JSON.stringify(policy, null, 2)}\n`.replaceAll(
    /^( *"\S+": )\[\n((?: *"[^\n]*",?\n)+) *\](,?)$/gm,
    (asItWas, name, words, comma) => {
      const line = `${name}[${words.trim().replaceAll(/\n */g, ' ')}]${comma}`;
      return line.length <= WIDTH ? line : asItWas;
    },
  );

export const characters = (policy: object): number => JSON.stringify(policy).replaceAll(/\s/g, '').length;

/** `*` alone is for what has no narrower resource, unless the place says in another way what belongs there. */
function fits(need: Need, { only, Resource, Condition }: Place): boolean {
  const matches = (pattern: string) =>
    pattern === '*' && !only && !Condition ? need.resource === '*' : glob(pattern).test(need.resource);
  return (!only || only.test(need.action)) && Resource.some(matches) && holds(need, Condition ?? {});
}

/** Are the keys that the condition asks about there, with one of its values? */
function holds({ context }: Need, condition: Condition): boolean {
  const keys = (operator: string) => Object.entries(condition[operator] ?? {});
  return (
    keys('StringEquals').every(([key, value]) => [value].flat().some((one) => glob(one).test(context[key] ?? ''))) &&
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
