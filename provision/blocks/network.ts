// The private network: a VPC with two subnets, three doors, and exactly the rules that are needed.
// Notice: there is no way to the internet at all. S3 is reached by a free route, SNS through an interface of our own.

import type { Run } from '../../src/engine/run.ts';
import type { Network } from '../../src/patterns/private-network.ts';

export function provisionNetwork({ up }: Pick<Run, 'up'>, part: Network) {
  const vpc = up(part.vpc);
  up(part.defaultRules, { vpc });

  const subnetA = up(part.subnetA, { vpc });
  const subnetB = up(part.subnetB, { vpc });
  const subnets = Promise.all([subnetA, subnetB]);

  const workerGroup = up(part.workerGroup, { vpc });
  const cacheGroup = up(part.cacheGroup, { vpc });
  const endpointGroup = up(part.endpointGroup, { vpc });

  const storageDoor = up(part.storageDoor, { vpc });
  const topicDoor = up(part.topicDoor, { vpc, subnets, group: endpointGroup });

  const workerRules = up(part.workerRules, { workerGroup, cacheGroup, endpointGroup, storageDoor });
  const cacheRules = up(part.cacheRules, { cacheGroup, workerGroup });
  const endpointRules = up(part.endpointRules, { endpointGroup, workerGroup });

  /** The doors are open and the rules in force: what works in the network may start. */
  const usable = Promise.all([topicDoor, workerRules, cacheRules, endpointRules]);
  return { subnets, workerGroup, cacheGroup, usable };
}
