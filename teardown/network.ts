// The ground, taken away last: doors first (their interfaces hold subnets and groups), then the rules that name other
// groups, then groups and subnets, then the VPC.

import type { Run } from '../src/core/run.ts';
import type { Network } from '../src/stacks/network.ts';

/** @param left what must have left the network before: functions and cache */
export function teardownNetwork({ down }: Pick<Run, 'down'>, part: Network, ...left: Promise<unknown>[]) {
  const closed = down([part.storageDoor, part.topicDoor], ...left);
  const unruled = down([part.workerRules, part.cacheRules, part.endpointRules], ...left);
  const cleared = down(
    [part.workerGroup, part.cacheGroup, part.endpointGroup, part.subnetA, part.subnetB],
    closed,
    unruled,
  );
  return down([part.vpc], cleared);
}
