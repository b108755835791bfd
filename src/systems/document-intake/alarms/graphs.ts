// What the boards show, in the order in which a document passes the system.

import { type Graph, line } from '../../../patterns/alarms/graph.ts';
import { invokedGraphs } from '../../../patterns/bucket-to-function/graphs.ts';
import { RESULTS, type Signals } from './signals.ts';

export const graphs = (on: Signals): readonly Graph[] => [
  ...invokedGraphs(on),
  {
    point: RESULTS,
    title: { en: 'Results', pt: 'Resultados' },
    lines: [
      line(on.accepted, 'accepted', 'aceitos'),
      line(on.rejected, 'rejected', 'rejeitados'),
      line(on.passedOver, 'repeated or late events', 'eventos repetidos ou atrasados'),
    ],
  },
  {
    point: RESULTS,
    title: { en: 'Event to result, 95 of 100 (s)', pt: 'Do evento ao resultado, 95 de 100 (s)' },
    lines: [line(on.eventToResult, 'seconds', 'segundos')],
  },
];
