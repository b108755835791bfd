// What the boards show, in the order in which a document passes the system.

import type { Graph } from '../../../patterns/alarms/graph.ts';
import type { Signal } from '../../../patterns/alarms/row.ts';
import { FAILED_EVENTS, FUNCTION, RESULTS, type Signals } from './signals.ts';

const line = (signal: Signal, en: string, pt: string) => ({ signal, label: { en, pt } });

export const graphs = (on: Signals): readonly Graph[] => [
  {
    point: FUNCTION,
    title: { en: 'Invocations', pt: 'Invocações' },
    lines: [line(on.invocations, 'invocations', 'invocações')],
  },
  {
    point: FUNCTION,
    title: { en: 'Errors and refusals', pt: 'Erros e recusas' },
    lines: [line(on.errors, 'errors', 'erros'), line(on.throttles, 'refused (throttled)', 'recusadas (throttles)')],
  },
  {
    point: FUNCTION,
    title: { en: 'Longest invocation (ms)', pt: 'Invocação mais longa (ms)' },
    lines: [line(on.duration, 'milliseconds', 'milissegundos')],
    alarm: 'function-slow',
  },
  {
    point: FUNCTION,
    title: { en: 'Least time left at the end (s)', pt: 'Menor sobra de tempo no fim (s)' },
    lines: [line(on.timeLeft, 'seconds', 'segundos')],
  },
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
