// Drill of point 2: messages wait and are not taken.

import { newKey } from '../../../operate/drills/breaking.ts';
import type { Acts } from '../../../operate/drills/drill.ts';
import { breakByHand } from '../../../resources/breaks.ts';
import { QUEUE } from '../alarms/points.ts';
import type { LineCounterSite } from './site.ts';

export const QUEUE_DRILLS = {
  'mapping-off': {
    point: QUEUE,
    breaks: {
      en: 'Somebody disables the mapping between queue and function; eight files are uploaded.',
      pt: 'Alguém desliga o mapeamento entre fila e função; oito arquivos são enviados.',
    },
    async begin(site) {
      await breakByHand(site.cloud, site.part.queueToWorker, 'somebody disables it');
      await Promise.all(Array.from({ length: 8 }, () => site.upload(newKey('waits'))));
    },
  },
} satisfies Record<string, Acts<LineCounterSite>>;
