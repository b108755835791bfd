// The judge of our policies, for tests only: a simulator that knows AWS's own lists of actions, resources and condition
// keys.
// Notice: it knows better than to guess. A need that AWS could not be asked about (no such action, no such resource for
// it) is an error here, and a condition key that AWS does not offer for the action is not looked at.

import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import type { Need } from './call.ts';

/** How many decisions were asked for. */
export const tally = { decisions: 0 };

export interface Case {
  /** Who asks, an ARN; the account in it is the caller's. */
  readonly principal: string;
  /** What the caller's own policy says. */
  readonly policy: object;
  /** The caller's permissions boundary. */
  readonly boundary?: object;
  /** The account that the resource is in; the caller's unless told. */
  readonly account?: string;
  /** What the resource's own policy says. */
  readonly resourcePolicy?: object;
}

/** @throws Error when AWS could not be asked this */
export async function allowed(
  need: Need,
  { principal, policy, boundary, account, resourcePolicy }: Case,
): Promise<boolean> {
  tally.decisions += 1;
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
