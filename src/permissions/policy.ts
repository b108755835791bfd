// The deployer's policy: all rights of a system's parts and commands, folded into few statements. Folding opens
// nothing. Names become one pattern only when the right is for all names of their kind, and never for IAM. An action
// gets things of another kind in addition only when it never uses that kind.

import type { Conditions, Right } from '../engine/rights.ts';
import { kindOf, leftOpen, type Origin } from './arn.ts';

export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

export interface DeployerPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** @param origin.name "ada-dev-shop": the beginning of all names of the system */
export function fold(rights: readonly Right[], origin: Origin & { readonly name: string }): DeployerPolicy {
  const asked = needed(rights.map((right) => leftOpen(right, origin)));
  const names = [...new Set(asked.flatMap(({ on }) => on))];
  const asks = new Set(asked.flatMap(({ actions, on }) => pairs(actions, on.map(kindOf))));
  /** Do these actions never use the kinds of the things that would be added? */
  const apart = (one: Right, { on }: Right) =>
    pairs(one.actions, on.filter((thing) => !one.on.includes(thing)).map(kindOf)).every((pair) => !asks.has(pair));
  const goTogether = (one: Right, other: Right) =>
    same([one.when, one.sid], [other.when, other.sid]) &&
    isFree(one) === isFree(other) &&
    (isFree(one) || (serviceOf(one) === serviceOf(other) && (isOurs(one) || (apart(one, other) && apart(other, one)))));

  const groups: Right[] = [];
  for (const right of onePerAction(asked)) {
    const one = { ...right, on: patterns(right.on, names, `${origin.name}-`) };
    const at = groups.findIndex((other) => goTogether(one, other));
    const other = groups[at];
    if (other) groups[at] = { ...other, actions: union(other.actions, one.actions), on: union(other.on, one.on) };
    else groups.push(one);
  }
  return { Version: '2012-10-17', Statement: groups.map(statement) };
}

function statement(right: Right, index: number, all: readonly Right[]): Statement {
  const sid = sidOf(right);
  const before = all.slice(0, index).filter((one) => sidOf(one) === sid).length;
  return {
    Sid: before ? `${sid}${before + 1}` : sid,
    Effect: 'Allow',
    Action: [...right.actions].sort(),
    Resource: [...right.on].sort(),
    ...(right.when && { Condition: right.when }),
  };
}

/** The kind of things, and its condition: "SubnetSecurityGroupRequestTag". */
function sidOf({ sid, actions, on, when }: Right): string {
  if (sid) return sid;
  if (isFree({ actions, on, ...(when && { when }) })) return 'ListAndDescribe';
  const service = String(actions[0]).split(':')[0] ?? '';
  const kinds = [...new Set(on.map((thing) => kindOf(thing).split(' ').at(-1) ?? ''))].filter((kind) => kind !== '*');
  const keys = Object.entries(when ?? {}).flatMap(([operator, condition]) =>
    Object.keys(condition).map((key) => `${operator === 'Null' ? 'Without' : ''}${key.split(/[:/]/)[1]}`),
  );
  const words = [...(kinds.length && kinds.length < 3 ? kinds : [service]), ...new Set(keys)];
  return words
    .flatMap((word) => word.split('-'))
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('');
}

/** Without rights that another right on everything includes. */
function needed(rights: readonly Right[]): Right[] {
  const free = new Set(rights.filter(isFree).flatMap(({ actions }) => actions));
  return rights
    .map((one) => (isFree(one) ? one : { ...one, actions: one.actions.filter((action) => !free.has(action)) }))
    .filter(({ actions }) => actions.length);
}

/** Each action once for its condition and its name, with all its things. */
function onePerAction(rights: readonly Right[]): Right[] {
  const found = new Map<string, Right>();
  for (const { actions, on, ...rest } of rights)
    for (const action of actions) {
      const key = JSON.stringify([action, rest.when, rest.sid]);
      found.set(key, { ...rest, actions: [action], on: union(found.get(key)?.on ?? [], on) });
    }
  return [...found.values()];
}

/**
 * Things of one kind as one pattern, when they are all that exist. Never for S3, because the account stands in the name of
 * a bucket and nowhere else: a pattern would be open to buckets that somebody else gave such a name.
 */
function patterns(on: readonly string[], names: readonly string[], begin: string): readonly string[] {
  return [...new Set(on.map(kindOf))].flatMap((kind) => {
    const things = on.filter((thing) => kindOf(thing) === kind);
    const stems = [...new Set(things.map((thing) => thing.slice(0, thing.indexOf(begin) + begin.length)))];
    const all = names.every((name) => kindOf(name) !== kind || things.includes(name));
    const ours = things.every((thing) => thing.includes(begin)) && !/^(iam|s3) /.test(kind);
    return things.length > 1 && stems.length === 1 && all && ours ? [`${stems}*`] : things;
  });
}

/** On everything, without a condition. Usually these rights only list. */
const isFree = ({ on, when }: Right) => on.includes('*') && !when;
/** Only on things with our tags, so no action can reach things of others. */
const isOurs = ({ when }: Right) =>
  Object.keys(when?.StringEquals ?? {}).some((key) => key.startsWith('aws:ResourceTag/'));
const serviceOf = ({ actions }: Right) => actions[0]?.split(':')[0];
const union = (some: readonly string[], more: readonly string[]) => [...new Set([...some, ...more])];
const pairs = (some: readonly string[], more: readonly string[]) => some.flatMap((a) => more.map((b) => `${a} ${b}`));
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
