// A policy simulator with AWS's own lists of actions, resources and condition keys.
// A need that AWS could not be asked (no such action, or no such resource for it) is an error here. A condition key
// that AWS does not have for the action is ignored.

import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Statement } from '../policy.ts';
import type { Need } from './call.ts';

/** How many decisions were asked for. */
export const tally = { decisions: 0 };

export interface Case {
  /** The caller's ARN; the account in it is the caller's. */
  readonly principal: string;
  /** The caller's own policy. */
  readonly policy: object;
  /** The caller's permissions boundary. */
  readonly boundary?: object;
  /** The account of the resource; default the caller's. */
  readonly account?: string;
  /** The resource's own policy. */
  readonly resourcePolicy?: object;
}

interface WrittenPolicy {
  readonly Statement: readonly Pick<Statement, 'Effect' | 'Action' | 'Resource' | 'Condition'>[];
}

/** One statement must name the action and the thing, and its conditions must hold: only StringEquals is used. */
function allowedByText({ action, resource, context }: Need, { Statement }: WrittenPolicy): boolean {
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(resource);
  return Statement.some(
    ({ Action, Resource, Condition = {} }) =>
      Action.includes(action) &&
      Resource.some(fits) &&
      Object.entries(Condition.StringEquals ?? {}).every(([key, value]) => [value].flat().includes(context[key] ?? '')),
  );
}

/** What the simulator's lists lack: things of HTTP APIs (they have those of REST APIs), and AWS's own parameters. */
const UNKNOWN: readonly ((need: Need) => boolean)[] = [
  ({ action }) => action.startsWith('apigateway:'),
  ({ resource }) => /^arn:aws:ssm:[^:]+::parameter\/aws\//.test(resource),
];

/** Allows nothing. */
const NOTHING = { Effect: 'Deny' as const, Resource: ['*'] };

const decided = new Map<string, Promise<boolean>>();

/**
 * A policy that only allows, allows what one of its statements allows. So each statement that names the action is asked alone,
 * and asked once, although tests ask for policies that differ in one statement. @throws Error when AWS could not be asked this
 */
export async function allowed(need: Need, by: Case): Promise<boolean> {
  tally.decisions += 1;
  if (UNKNOWN.some((unknown) => unknown(need))) return allowedByText(need, by.policy as WrittenPolicy);
  const statements = [(by.policy as WrittenPolicy).Statement].flat();
  if (by.boundary || by.resourcePolicy || !statements.every(onlyAllows)) return simulated(need, by);
  const naming = statements.filter(({ Action }) => Action.includes(need.action));
  const about = naming.length ? naming : [NOTHING]; // AWS is asked also then, because the need may be none
  const one = (statement: object) => {
    const policy = { ...by.policy, Statement: [{ ...statement, Action: [need.action] }] };
    const key = JSON.stringify([need, by.principal, by.account, policy]);
    const answer = decided.get(key) ?? simulated(need, { ...by, policy });
    decided.set(key, answer);
    return answer;
  };
  return (await Promise.all(about.map(one))).includes(true);
}

const onlyAllows = ({ Effect, Action }: WrittenPolicy['Statement'][number]): boolean =>
  Effect === 'Allow' && Array.isArray(Action) && Action.every((one) => !one.includes('*'));

async function simulated(need: Need, { principal, policy, boundary, account, resourcePolicy }: Case): Promise<boolean> {
  const own = principal.split(':')[4] ?? '';
  const simulation: Simulation = {
    request: {
      principal,
      action: need.action,
      resource: { resource: need.resource, accountId: account ?? own },
      contextVariables: { 'aws:PrincipalAccount': own, 'aws:SecureTransport': 'true', ...need.context },
    },
    identityPolicies: [{ name: 'own', policy }],
    ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(resourcePolicy && { resourcePolicy }),
  };
  const ran = await runSimulation(simulation, {});
  if (ran.resultType === 'error') throw new Error(`${need.action} on ${need.resource}: ${JSON.stringify(ran.errors)}`);
  return ran.overallResult === 'Allowed';
}

/** The first need that is not allowed, or undefined when all are. */
export async function firstDenied(needs: readonly Need[], by: Case): Promise<Need | undefined> {
  for (const need of needs) if (!(await allowed(need, by))) return need;
  return undefined;
}
