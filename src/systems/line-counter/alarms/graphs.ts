// What the boards show, in the order in which a file passes the system: two to four graphs for each critical point.

import { functionGraphs } from '../../../patterns/alarms/function-graphs.ts';
import { type Graph, line } from '../../../patterns/alarms/graph.ts';
import { CACHE, FUNCTION, NOTIFICATION, QUEUE, RECORDS, UPLOADS } from './points.ts';
import type { Signals } from './signals.ts';

export const graphs = (on: Signals): readonly Graph[] => [
  {
    point: UPLOADS,
    title: { en: 'Files uploaded and files counted', pt: 'Arquivos enviados e arquivos contados' },
    lines: [line(on.sent, 'events of uploads', 'eventos de envio'), line(on.counted, 'counted', 'contados')],
  },
  {
    point: UPLOADS,
    title: { en: 'Bytes read', pt: 'Bytes lidos' },
    lines: [line(on.bytes, 'bytes', 'bytes')],
  },
  {
    point: UPLOADS,
    title: { en: 'S3: refused, failed', pt: 'S3: recusados, falhos' },
    lines: [line(on.refused, 'refused (4xx)', 'recusados (4xx)'), line(on.failing, 'failed (5xx)', 'falhos (5xx)')],
    onlyWith: 'REQUEST_METRICS=on',
  },
  {
    point: UPLOADS,
    title: { en: 'Page: failed, sign-ins refused', pt: 'Página: falhas, entradas recusadas' },
    lines: [
      line(on.pageErrors, 'ended with an error', 'terminaram em erro'),
      line(on.pageFailed, 'failed', 'falharam'),
      line(on.pageRefused, 'sign-ins refused', 'entradas recusadas'),
    ],
    onlyWith: 'WEB=on',
  },
  {
    point: QUEUE,
    title: { en: 'Waiting, and being worked on', pt: 'Esperando, e em trabalho' },
    lines: [line(on.visible, 'waiting', 'esperando'), line(on.inFlight, 'being worked on', 'em trabalho')],
  },
  {
    point: QUEUE,
    title: { en: 'Age of the oldest message (s)', pt: 'Idade da mensagem mais antiga (s)' },
    lines: [line(on.age, 'seconds', 'segundos')],
    alarm: 'queue-age',
  },
  {
    point: QUEUE,
    title: { en: 'Come back, dead letters', pt: 'Voltaram, mensagens mortas' },
    lines: [line(on.returned, 'come back', 'voltaram'), line(on.dead, 'dead letters', 'mensagens mortas')],
  },
  ...functionGraphs(FUNCTION, on),
  {
    point: CACHE,
    title: { en: 'CPU and memory (%)', pt: 'CPU e memória (%)' },
    lines: [line(on.cpu, 'CPU of the engine', 'CPU do motor'), line(on.memory, 'memory', 'memória')],
    alarm: 'cache-memory',
  },
  {
    point: CACHE,
    title: { en: 'Connections', pt: 'Conexões' },
    lines: [line(on.connections, 'connections', 'conexões')],
    alarm: 'cache-connections',
  },
  {
    point: CACHE,
    title: { en: 'Evictions (must be 0)', pt: 'Despejos (devem ser 0)' },
    lines: [line(on.evictions, 'keys', 'chaves')],
  },
  {
    point: RECORDS,
    title: { en: 'Lines counted', pt: 'Linhas contadas' },
    lines: [line(on.lines, 'lines', 'linhas')],
  },
  {
    point: RECORDS,
    title: { en: 'Upload to record, 95 of 100 files (s)', pt: 'Do envio ao registro, 95 de 100 arquivos (s)' },
    lines: [line(on.uploadToRecord, 'seconds', 'segundos')],
    alarm: 'records-late',
  },
  {
    point: RECORDS,
    title: { en: 'Failed for good, repeated', pt: 'Falhas definitivas, repetições' },
    lines: [line(on.failures, 'failed', 'falharam'), line(on.repeats, 'repeated', 'repetidos')],
  },
  {
    point: NOTIFICATION,
    title: { en: 'Results mailed', pt: 'Resultados enviados por e-mail' },
    lines: [line(on.mailed, 'results', 'resultados')],
  },
  {
    point: NOTIFICATION,
    title: { en: 'Longest wait for a mail (s)', pt: 'Maior espera por um e-mail (s)' },
    lines: [line(on.mailWait, 'seconds', 'segundos')],
    alarm: 'mail-late',
  },
  {
    point: NOTIFICATION,
    title: { en: 'Mails delivered, failed', pt: 'E-mails entregues, falhos' },
    lines: [line(on.delivered, 'delivered', 'entregues'), line(on.undelivered, 'failed', 'falharam')],
  },
];
