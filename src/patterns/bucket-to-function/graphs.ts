// What a board shows of a function that a bucket calls. A system adds the graphs of its results.

import { functionGraphs } from '../alarms/function-graphs.ts';
import { type Graph, line } from '../alarms/graph.ts';
import { FAILED_EVENTS, FUNCTION, type InvokedSignals } from './signals.ts';

export const invokedGraphs = (on: InvokedSignals): readonly Graph[] => [
  ...functionGraphs(FUNCTION, on),
  {
    point: FAILED_EVENTS,
    title: { en: 'Longest wait of an event (ms)', pt: 'Maior espera de um evento (ms)' },
    lines: [line(on.age, 'milliseconds', 'milissegundos')],
  },
  {
    point: FAILED_EVENTS,
    title: { en: 'Failed events: waiting, lost', pt: 'Eventos que falharam: esperando, perdidos' },
    lines: [line(on.waiting, 'waiting', 'esperando'), line(on.lost, 'lost', 'perdidos')],
    alarm: 'failed-events',
  },
];
