// A private network: a VPC, two subnets, and a default group that allows no traffic. The system's
// story lists groups, rules and endpoints after this block. Public subnets are made only for a system that asks.

import type { Run } from '../../src/engine/run.ts';
import type { Network } from '../../src/patterns/private-network.ts';
import type { PublicSubnets } from '../../src/patterns/public-subnets.ts';
import type { Vpc } from '../../src/resources/vpc/vpc.ts';

export function provisionNetwork(
  { up }: Pick<Run, 'up'>,
  part: Pick<Network, 'vpc' | 'defaultRules' | 'subnetA' | 'subnetB'>,
) {
  const vpc = up(part.vpc);
  up(part.defaultRules, { vpc });
  const subnets = Promise.all([up(part.subnetA, { vpc }), up(part.subnetB, { vpc })]);
  return { vpc, subnets };
}

/** @returns the two public subnets when the route to the internet works, and the table with that route */
export function provisionPublicSubnets({ up }: Pick<Run, 'up'>, part: PublicSubnets, vpc: Promise<Vpc>) {
  const gateway = up(part.gateway, { vpc });
  const subnets = Promise.all([up(part.subnetA, { vpc }), up(part.subnetB, { vpc })]);
  const routes = up(part.routes, { vpc, gateway, subnets });
  return { subnets: Promise.all([subnets, routes]).then(([both]) => both), routes };
}
