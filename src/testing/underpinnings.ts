// What functions and their edges lean on, made through the resources themselves, in one call.
// Notice: everything here is `ensure`, so asking twice costs a few looks and changes nothing.

import type { Workshop } from './workshop.ts';

/** Network, roles, log groups, queues, bucket, topic and cache of the line counter. */
export async function underpin({ part, make }: Workshop) {
  const { network } = part;
  const vpc = await make(network.vpc);
  const subnets = [await make(network.subnetA, { vpc }), await make(network.subnetB, { vpc })];
  const [group, cacheGroup] = [await make(network.workerGroup, { vpc }), await make(network.cacheGroup, { vpc })];
  const [bucket, topic, deadLetters] = [await make(part.bucket), await make(part.topic), await make(part.deadLetters)];
  const [workerLogs, readerLogs] = [await make(part.worker.logs), await make(part.reader.logs)];
  const queue = await make(part.queue, { deadLetters });
  const cacheSubnets = await make(part.cacheSubnets, { subnets });
  const cache = await make(part.cache, { subnets: cacheSubnets, group: cacheGroup });
  const boundary = part.boundary && (await make(part.boundary));
  const role = await make(part.worker.role, { bucket, queue, topic, logs: workerLogs, boundary });
  return {
    vpc,
    subnets,
    group,
    bucket,
    topic,
    deadLetters,
    queue,
    cache,
    boundary,
    role,
    logs: workerLogs,
    readerLogs,
  };
}
