// A network is taken away last. Endpoints go first, because their interfaces hold subnets and groups. Then go the rules
// that name other groups, then groups and subnets, then the VPC.

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

/** When those who live in the network have left it. */
export interface Left {
  /** Nobody sends anything any more: endpoints and rules may go. */
  readonly silent: Promise<unknown>;
  /** What holds subnets and groups for as long as it is there. Lambda's interfaces need not be in it: subnets and groups wait for those themselves. */
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

/** @param left when nothing with a public address is in these subnets any more @returns a holder for {@link teardownNetwork} */
export function teardownPublicSubnets({ down }: Pick<Run, 'down'>, part: PublicSubnets, left: Promise<unknown>) {
  const unrouted = down([part.routes], left);
  return down([part.gateway, part.subnetA, part.subnetB], unrouted);
}
