// The ground, taken away last: doors first (their interfaces hold subnets and groups), then the rules that name other
// groups, then groups and subnets, then the VPC.

import type { Run } from '../../src/engine/run.ts';
import type { Network } from '../../src/patterns/private-network.ts';

/** When those who live in the network have left it. */
export interface Left {
  /** Nobody goes through the doors any more. */
  readonly functions: Promise<unknown>;
  /** It holds subnets and a group for as long as it is there. */
  readonly cache: Promise<unknown>;
}

export function teardownNetwork({ down }: Pick<Run, 'down'>, part: Network, left: Left) {
  const closed = down([part.storageDoor, part.topicDoor], left.functions);
  const unruled = down([part.workerRules, part.cacheRules, part.endpointRules], left.functions);
  const emptied = [closed, unruled, left.cache];
  const cleared = down(
    [part.workerGroup, part.cacheGroup, part.endpointGroup, part.subnetA, part.subnetB],
    ...emptied, // Lambda's interfaces may still be there: subnets and groups wait for those themselves
  );
  return down([part.vpc], cleared);
}
