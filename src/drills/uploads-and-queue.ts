// Drills of points 1 and 2: nothing is uploaded; what is uploaded leaves no record; what waits is not taken.

import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { newKey, replaceCode } from './breaking.ts';
import type { Drill } from './drill.ts';

export const UPLOAD_AND_QUEUE_DRILLS: readonly Drill[] = [
  {
    name: 'nothing-uploaded',
    point: 1,
    breaks: { en: 'Nobody uploads anything.', pt: 'Ninguém envia nada.' },
    rings: ['uploads-silent'],
    healthy: (site) => site.upload(newKey('day')),
  },
  {
    name: 'swallowed',
    point: 1,
    breaks: {
      en: 'The function’s code is replaced by one that says "done" to every message and does nothing.',
      pt: 'O código da função é trocado por um que diz "feito" a cada mensagem e não faz nada.',
    },
    rings: ['uploads-unrecorded', 'records-missing'],
    begin: (site) => replaceCode(site, 'async () => ({ batchItemFailures: [] })'),
    meanwhile: (site) => site.upload(newKey('swallowed')),
  },
  {
    name: 'mapping-off',
    point: 2,
    breaks: {
      en: 'Somebody disables the mapping between queue and function; eight files are uploaded.',
      pt: 'Alguém desliga o mapeamento entre fila e função; oito arquivos são enviados.',
    },
    rings: ['mapping-off', 'queue-age', 'queue-backlog'],
    minutesOnAws: 25,
    async begin(site) {
      const { cloud, is } = site;
      const EventSourceArn = cloud.arn('sqs', is.queue);
      const { EventSourceMappings = [] } = await cloud.lambda.send(
        new ListEventSourceMappingsCommand({ EventSourceArn }),
      );
      for (const { UUID } of EventSourceMappings)
        await cloud.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
      await Promise.all(Array.from({ length: 8 }, () => site.upload(newKey('waits'))));
    },
  },
];
