// Removes a network, after everything else. Endpoints go first, because their interfaces use subnets and groups. Then
// go rules that name other groups, then groups and subnets, then the VPC.

import type { AnyStep } from '../../src/engine/lifecycle.ts';
import type { Run } from '../../src/engine/run.ts';
import type { Network } from '../../src/patterns/private-network.ts';
import type { PublicSubnets } from '../../src/patterns/public-subnets.ts';

/** What the system put into the network. */
export interface Inside {
  readonly endpoints: readonly AnyStep[];
  readonly rules: readonly AnyStep[];
  readonly groups: readonly AnyStep[];
}

/** What must have left the network before. */
export interface Left {
  /** Done when nobody sends anything any more: then endpoints and rules may go. */
  readonly silent: Promise<unknown>;
  /** What uses subnets and groups. Not Lambda's interfaces, because subnets and groups wait for them themselves. */
  readonly holders: readonly Promise<unknown>[];
}

export function teardownNetwork(
  { down }: Pick<Run, 'down'>,
  part: Pick<Network, 'vpc' | 'subnetA' | 'subnetB'>,
  { endpoints, rules, groups }: Inside,
  { silent, holders }: Left,
) {
  const closed = down(endpoints, silent);
  const unruled = down(rules, silent);
  const cleared = down([...groups, part.subnetA, part.subnetB], closed, unruled, ...holders);
  return down([part.vpc], cleared);
}

/** @param left done when nothing public is in these subnets @returns a holder for {@link teardownNetwork} */
export function teardownPublicSubnets({ down }: Pick<Run, 'down'>, part: PublicSubnets, left: Promise<unknown>) {
  const unrouted = down([part.routes], left);
  return down([part.gateway, part.subnetA, part.subnetB], unrouted);
}
