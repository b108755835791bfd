/**
 * Line counter, taken down. It is not the list of `provision` reversed: what takes long starts early, and what holds
 * other things goes first.
 */
import type { Run } from '../src/engine/run.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { teardownNetwork } from './blocks/network.ts';
import { teardownWatch } from './watch.ts';

export function teardown({ stage, down }: Run, part: LineCounter) {
  stage('1 · The watch goes first: nobody should be woken because we take things down');
  teardownWatch({ down }, part.watch);

  stage('2 · Cut the wiring, so that nothing new arrives');
  const unplugged = down([part.bucketToQueue, part.queueToWorker]);

  stage('3 · Start the slow goodbyes: the functions (their network interfaces linger) and the cache');
  const stopped = down([part.worker.function, part.reader.function], unplugged);
  const forgotten = down([part.cache], unplugged);

  stage('4 · What nothing uses any more: files, topic and its subscriptions, queues');
  down([part.bucket, part.topic, part.mailbox], unplugged);
  const drained = down([part.queue], unplugged);
  down([part.deadLetters], drained);
  const freed = down([part.cacheSubnets], forgotten);

  stage('5 · The ground they stood on');
  const { network } = part;
  const ground = teardownNetwork(
    { down },
    network,
    {
      endpoints: [network.s3Endpoint, network.snsEndpoint],
      rules: [network.workerRules, network.cacheRules, network.endpointRules],
      groups: [network.workerGroup, network.cacheGroup, network.endpointGroup],
    },
    { silent: stopped, holders: [freed] },
  );

  stage('6 · Last: the roles, with which Lambda tidied up, and the logs, to which it writes for a while yet');
  const { worker, reader } = part;
  const bare = down([worker.role, reader.role, worker.logs, reader.logs], ground);
  if (part.boundary) down([part.boundary], bare); // whoever may not delete it leaves it
}
