// Drill of point 2: what waits is not taken.

import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { QUEUE } from '../alarms/points.ts';
import { newKey } from './breaking.ts';
import type { Drill } from './drill.ts';

export const QUEUE_DRILLS: readonly Drill[] = [
  {
    name: 'mapping-off',
    point: QUEUE,
    breaks: {
      en: 'Somebody disables the mapping between queue and function; eight files are uploaded.',
      pt: 'Alguém desliga o mapeamento entre fila e função; oito arquivos são enviados.',
    },
    rings: ['mapping-off', 'queue-age', 'queue-backlog'],
    minutesOnAws: 50,
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
