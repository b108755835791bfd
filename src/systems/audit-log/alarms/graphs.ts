// What the boards show, in the order in which an event passes the system.

import { type Graph, line } from '../../../patterns/alarms/graph.ts';
import { invokedGraphs } from '../../../patterns/bucket-to-function/graphs.ts';
import { ITEMS, type Signals } from './signals.ts';

export const graphs = (on: Signals): readonly Graph[] => [
  ...invokedGraphs(on),
  {
    point: ITEMS,
    title: { en: 'Items written', pt: 'Itens gravados' },
    lines: [
      line(on.successes, 'success', 'sucesso'),
      line(on.failures, 'failure', 'falha'),
      line(on.repeats, 'repeated events', 'eventos repetidos'),
    ],
  },
  {
    point: ITEMS,
    title: { en: 'Event to item, 95 of 100 (s)', pt: 'Do evento ao item, 95 de 100 (s)' },
    lines: [line(on.eventToItem, 'seconds', 'segundos')],
  },
  {
    point: ITEMS,
    title: { en: 'Bytes read', pt: 'Bytes lidos' },
    lines: [line(on.bytes, 'bytes', 'bytes')],
  },
];
