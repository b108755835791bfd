// Line counter, removed. The order is not that of `provision` reversed: slow removals start early, and things that use
// other things go first.

import type { Run } from '../src/engine/run.ts';
import { pageRemains, removePage } from '../src/systems/line-counter/page/remove-page.ts';
import type { LineCounter } from '../src/systems/line-counter/parts.ts';
import { teardownAlarms } from './blocks/alarms.ts';
import { teardownNetwork } from './blocks/network.ts';

export function teardown({ stage, down }: Run, part: LineCounter) {
  stage({
    en: '1 · Delete the alarms first, so that they send no false alert',
    pt: '1 · Apagar primeiro os alarmes, para não enviarem alertas falsos',
  });
  teardownAlarms({ down }, part.alarms);

  stage({
    en: '2 · Remove the connections, so that nothing new arrives',
    pt: '2 · Cortar as ligações, para que nada novo chegue',
  });
  const unplugged = down([part.bucketToQueue, part.queueToWorker]);
  const closed = removePage(down, part.page);

  stage({
    en: '3 · Delete the slow parts first: functions and cache (AWS needs up to 45 minutes for them)',
    pt: '3 · Apagar antes o que demora: funções e cache (a AWS leva até 45 minutos)',
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
    en: '6 · Last: roles (Lambda needs them to clean up) and logs (Lambda still writes to them for a short time)',
    pt: '6 · Por último: as roles do IAM (o Lambda precisa delas para a limpeza) e os logs (o Lambda ainda grava neles por um tempo)',
  });
  const { worker, reader } = part;
  const remains = [worker.role, reader.role, worker.logs, reader.logs, ...pageRemains(part.page)];
  const bare = down(remains, ground, closed);
  if (part.boundary) down([part.boundary], bare); // a person who may not delete it leaves it
}
