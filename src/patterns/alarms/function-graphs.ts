// What a board shows of a function: invocations, errors, the longest, and how close the end was.

import { type Graph, line } from './graph.ts';
import type { Point, Signal } from './row.ts';

type Signals = Readonly<Record<'invocations' | 'errors' | 'throttles' | 'duration' | 'timeLeft', Signal>>;

/** @param on `timeLeft` is the function's own metric; the others are Lambda's */
export const functionGraphs = (point: Point, on: Signals): readonly Graph[] => [
  {
    point,
    title: { en: 'Invocations', pt: 'Invocações' },
    lines: [line(on.invocations, 'invocations', 'invocações')],
  },
  {
    point,
    title: { en: 'Errors and refusals', pt: 'Erros e recusas' },
    lines: [line(on.errors, 'errors', 'erros'), line(on.throttles, 'refused (throttled)', 'recusadas (throttles)')],
  },
  {
    point,
    title: { en: 'Longest invocation (ms)', pt: 'Invocação mais longa (ms)' },
    lines: [line(on.duration, 'milliseconds', 'milissegundos')],
    alarm: 'function-slow',
  },
  {
    point,
    title: { en: 'Least time left at the end (s)', pt: 'Menor sobra de tempo no fim (s)' },
    lines: [line(on.timeLeft, 'seconds', 'segundos')],
  },
];
