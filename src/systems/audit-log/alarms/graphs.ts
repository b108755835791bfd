// What the boards show, in the order in which an event passes the system.

import type { Graph } from '../../../patterns/alarms/graph.ts';
import type { Signal } from '../../../patterns/alarms/row.ts';
import { FAILED_EVENTS, FUNCTION, ITEMS, type Signals } from './signals.ts';

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
