// Line counter, removed. The order is not that of `provision` reversed: slow removals start early, and things that use
// other things go first.

import type { Run } from '../src/engine/run.ts';
import { removePage } from '../src/systems/line-counter/page/remove-page.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';
import { teardownNetwork } from './blocks/network.ts';

export function teardown({ stage, down }: Run, part: LineCounter) {
  stage({
    en: '1 · The alarms first: a removal must not wake anybody',
    pt: '1 · Os alarmes saem primeiro: ninguém deve ser acordado porque desmontamos o sistema',
  });
  teardownAlarms({ down }, part.alarms);

  stage({
    en: '2 · Remove the connections, so that nothing new arrives',
    pt: '2 · Cortar as ligações, para que nada novo chegue',
  });
  const unplugged = down([part.bucketToQueue, part.queueToWorker]);
  const closed = removePage(down, part.page);

  stage({
    en: '3 · Start the slow removals: the functions (their network interfaces stay for a while) and the cache',
    pt: '3 · Começar pelo que demora: as funções (suas interfaces de rede ficam um tempo) e o cache',
  });
  const stopped = down([part.worker.function, part.reader.function], unplugged);
  const forgotten = down([part.cache], unplugged);

  stage({
    en: '4 · What nothing uses any more: files, topic and its subscriptions, queues',
    pt: '4 · O que ninguém usa mais: arquivos, tópico e suas assinaturas, filas',
  });
  down([part.topic, part.mailbox], unplugged);
  down([part.bucket], unplugged, closed);
  const drained = down([part.queue], unplugged);
  down([part.deadLetters], drained);
  const freed = down([part.cacheSubnets], forgotten);

  stage({ en: '5 · The network that everything was in', pt: '5 · A rede em que tudo ficava' });
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

  stage({
    en: '6 · Last: the roles, because Lambda needed them to clean up, and the logs, because it still writes to them',
    pt: '6 · Por último: as roles, com as quais a Lambda arruma tudo, e os logs, em que ela ainda grava por um tempo',
  });
  const { worker, reader } = part;
  const bare = down([worker.role, reader.role, worker.logs, reader.logs], ground);
  if (part.boundary) down([part.boundary], bare, closed); // a person who may not delete it leaves it
}
