// What the boards show, in the order of a file's way: which numbers stand in one graph, and at what threshold it rings.
// Notice: CloudWatch's dashboard and Grafana's board are both made from this list, so they cannot tell different stories.

import { type Extra, POINTS, type Point, type Row, type Said } from '../../../patterns/alarms/row.ts';
import type { Signal, Signals } from './signals.ts';

export interface Line {
  readonly signal: Signal;
  readonly label: Said;
}

export interface Graph {
  readonly point: Point;
  readonly title: Said;
  readonly lines: readonly Line[];
  /** Name of the row whose threshold is drawn as a line. */
  readonly alarm?: string;
  /** Drawn only where the table has rows of this kind. */
  readonly onlyWith?: Extra;
}

const line = (signal: Signal, en: string, pt: string): Line => ({ signal, label: { en, pt } });

export interface BoardLine {
  readonly point: Point;
  /** Side by side, equally wide. */
  readonly graphs: readonly Graph[];
}

/** A board has one line a point; what the table has no rows for is not drawn. */
export function boardLines(on: Signals, rows: readonly Row[]): BoardLine[] {
  const drawn = graphs(on).filter(({ onlyWith }) => !onlyWith || rows.some((row) => row.onlyWith === onlyWith));
  const points = Object.keys(POINTS).map(Number) as Point[];
  return points.map((point) => ({ point, graphs: drawn.filter((graph) => graph.point === point) }));
}

/** Two to four to a point. */
export const graphs = (on: Signals): readonly Graph[] => [
  {
    point: 1,
    title: { en: 'Files uploaded and files counted', pt: 'Arquivos enviados e arquivos contados' },
    lines: [line(on.sent, 'events of uploads', 'eventos de envio'), line(on.counted, 'counted', 'contados')],
  },
  {
    point: 1,
    title: { en: 'Bytes read', pt: 'Bytes lidos' },
    lines: [line(on.bytes, 'bytes', 'bytes')],
  },
  {
    point: 1,
    title: { en: 'S3: refused, failed', pt: 'S3: recusados, falhos' },
    lines: [line(on.refused, 'refused (4xx)', 'recusados (4xx)'), line(on.failing, 'failed (5xx)', 'falhos (5xx)')],
    onlyWith: 'request-metrics',
  },
  {
    point: 2,
    title: { en: 'Waiting, and being worked on', pt: 'Esperando, e em trabalho' },
    lines: [line(on.visible, 'waiting', 'esperando'), line(on.inFlight, 'being worked on', 'em trabalho')],
  },
  {
    point: 2,
    title: { en: 'Age of the oldest message (s)', pt: 'Idade da mensagem mais antiga (s)' },
    lines: [line(on.age, 'seconds', 'segundos')],
    alarm: 'queue-age',
  },
  {
    point: 2,
    title: { en: 'Come back, dead letters', pt: 'Voltaram, mensagens mortas' },
    lines: [line(on.returned, 'come back', 'voltaram'), line(on.dead, 'dead letters', 'mensagens mortas')],
  },
  {
    point: 3,
    title: { en: 'Invocations', pt: 'Invocações' },
    lines: [line(on.invocations, 'invocations', 'invocações')],
  },
  {
    point: 3,
    title: { en: 'Errors and refusals', pt: 'Erros e recusas' },
    lines: [line(on.errors, 'errors', 'erros'), line(on.throttles, 'refused (throttled)', 'recusadas (throttles)')],
  },
  {
    point: 3,
    title: { en: 'Longest invocation (ms)', pt: 'Invocação mais longa (ms)' },
    lines: [line(on.duration, 'milliseconds', 'milissegundos')],
    alarm: 'function-slow',
  },
  {
    point: 3,
    title: { en: 'Least time left at the end (s)', pt: 'Menor sobra de tempo no fim (s)' },
    lines: [line(on.timeLeft, 'seconds', 'segundos')],
  },
  {
    point: 4,
    title: { en: 'CPU and memory (%)', pt: 'CPU e memória (%)' },
    lines: [line(on.cpu, 'CPU of the engine', 'CPU do motor'), line(on.memory, 'memory', 'memória')],
    alarm: 'cache-memory',
  },
  {
    point: 4,
    title: { en: 'Connections', pt: 'Conexões' },
    lines: [line(on.connections, 'connections', 'conexões')],
    alarm: 'cache-connections',
  },
  {
    point: 4,
    title: { en: 'Evictions (must be 0)', pt: 'Despejos (devem ser 0)' },
    lines: [line(on.evictions, 'keys', 'chaves')],
  },
  {
    point: 5,
    title: { en: 'Lines counted', pt: 'Linhas contadas' },
    lines: [line(on.lines, 'lines', 'linhas')],
  },
  {
    point: 5,
    title: { en: 'Upload to record, 95 of 100 files (s)', pt: 'Do envio ao registro, 95 de 100 arquivos (s)' },
    lines: [line(on.uploadToRecord, 'seconds', 'segundos')],
    alarm: 'records-late',
  },
  {
    point: 5,
    title: { en: 'Failed for good, repeated', pt: 'Falhas definitivas, repetições' },
    lines: [line(on.failures, 'failed', 'falharam'), line(on.repeats, 'repeated', 'repetidos')],
  },
  {
    point: 6,
    title: { en: 'Results mailed', pt: 'Resultados enviados por e-mail' },
    lines: [line(on.mailed, 'results', 'resultados')],
  },
  {
    point: 6,
    title: { en: 'Longest wait for a mail (s)', pt: 'Maior espera por um e-mail (s)' },
    lines: [line(on.mailWait, 'seconds', 'segundos')],
    alarm: 'mail-late',
  },
  {
    point: 6,
    title: { en: 'Mails delivered, failed', pt: 'E-mails entregues, falhos' },
    lines: [line(on.delivered, 'delivered', 'entregues'), line(on.undelivered, 'failed', 'falharam')],
  },
];

/** The row whose threshold stands in the graph. @throws Error when there is no such row */
export function rowOf({ alarm }: Graph, rows: readonly Row[]): Row | undefined {
  if (!alarm) return undefined;
  const row = rows.find(({ name }) => name === alarm);
  if (!row) throw new Error(`A graph names the alarm ${alarm}, and the table has none of that name.`);
  return row;
}
