/**
 * Line counter: a file lands in S3, a message waits in SQS, a function counts the lines, the cache remembers the number,
 * SNS tells the accountants.
 *
 * Read it downwards: a part can only lean on what an earlier line gave a name to.
 * Run it as often as you like: what is right stays, what drifted is put back.
 */
import type { Run } from '../src/engine/run.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { provisionFunction } from './blocks/function.ts';
import { provisionNetwork } from './blocks/network.ts';
import { provisionWatch } from './watch.ts';

export function provision({ stage, up, without }: Run, part: LineCounter) {
  stage('1 · The network, and the things that stand alone');
  const { vpc, subnets } = provisionNetwork({ up }, part.network);
  const workerGroup = up(part.network.workerGroup, { vpc });
  const cacheGroup = up(part.network.cacheGroup, { vpc });
  const endpointGroup = up(part.network.endpointGroup, { vpc });
  const s3Endpoint = up(part.network.s3Endpoint, { vpc });
  const snsEndpoint = up(part.network.snsEndpoint, { vpc, subnets, group: endpointGroup });
  const workerRules = up(part.network.workerRules, { workerGroup, cacheGroup, endpointGroup, s3Endpoint });
  const cacheRules = up(part.network.cacheRules, { cacheGroup, workerGroup });
  const endpointRules = up(part.network.endpointRules, { endpointGroup, workerGroup });
  const network = Promise.all([snsEndpoint, workerRules, cacheRules, endpointRules]); // from here on it can be used

  const bucket = up(part.bucket);
  const deadLetters = up(part.deadLetters);
  const topic = up(part.topic);

  stage('2 · The waiting room and the memory (the cache takes minutes; nothing that can go on waits for it)');
  const queue = up(part.queue, { deadLetters });
  const cacheSubnets = up(part.cacheSubnets, { subnets });
  const cache = up(part.cache, { subnets: cacheSubnets, group: cacheGroup });

  stage('3 · The functions, and the roles that say what they may touch');
  const boundary = part.boundary && up(part.boundary); // the most that either role may ever do
  const worker = provisionFunction({ up }, part.worker, {
    role: { bucket, queue, topic, boundary },
    function: { subnets, group: workerGroup },
    environment: { cache, topic },
  });
  const reader = provisionFunction({ up }, part.reader, {
    role: { boundary },
    function: { subnets, group: workerGroup },
    environment: { cache },
  });

  stage('4 · The wiring, last: from here on an upload is counted');
  up(part.queueToWorker, { queue, function: worker.ready, network });
  up(part.bucketToQueue, { bucket, queue });
  const email = part.topicToEmail && up(part.topicToEmail, { topic });

  stage('5 · The watch: alarms for operators, a dashboard, and queries for the night');
  const watch = provisionWatch({ up, without }, part.watch, { cache, logs: [worker.logs, reader.logs] });

  return { bucket, queue, deadLetters, topic, worker: worker.function, email, watch };
}
