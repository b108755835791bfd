// What the boards show, in the order in which a file passes the system.

import { type Graph, line } from '../../../patterns/alarms/graph.ts';
import { invokedGraphs } from '../../../patterns/bucket-to-function/graphs.ts';
import { type balancerSignals, DATABASE, GRAFANA, ROWS, type Signals } from './signals.ts';

export const graphs = (on: Signals): readonly Graph[] => [
  ...invokedGraphs(on),
  {
    point: ROWS,
    title: { en: 'Files', pt: 'Arquivos' },
    lines: [
      line(on.loaded, 'loaded', 'carregados'),
      line(on.refused, 'refused', 'recusados'),
      line(on.repeats, 'repeated events', 'eventos repetidos'),
      line(on.older, 'older events', 'eventos mais antigos'),
    ],
  },
  {
    point: ROWS,
    title: { en: 'Rows loaded', pt: 'Linhas carregadas' },
    lines: [line(on.rows, 'rows', 'linhas')],
  },
  {
    point: ROWS,
    title: { en: 'Event to rows, 95 of 100 (s)', pt: 'Do evento às linhas, 95 de 100 (s)' },
    lines: [line(on.eventToRows, 'seconds', 'segundos')],
  },
  {
    point: DATABASE,
    title: { en: 'Free memory of the database (bytes)', pt: 'Memória livre do banco (bytes)' },
    lines: [line(on.memory, 'bytes', 'bytes')],
    alarm: 'database-memory',
  },
  {
    point: DATABASE,
    title: { en: 'Free storage of the database (bytes)', pt: 'Armazenamento livre do banco (bytes)' },
    lines: [line(on.storage, 'bytes', 'bytes')],
    alarm: 'database-storage',
  },
  {
    point: DATABASE,
    title: { en: 'Database: processor (%), connections', pt: 'Banco: processador (%), conexões' },
    lines: [line(on.processor, 'processor', 'processador'), line(on.connections, 'connections', 'conexões')],
  },
  {
    point: GRAFANA,
    title: { en: 'Grafana: processor (%)', pt: 'Grafana: processador (%)' },
    lines: [line(on.grafanaProcessor, 'processor', 'processador')],
    alarm: 'grafana-busy',
    onlyWith: 'LAKE_GRAFANA=on',
  },
  {
    point: GRAFANA,
    title: { en: 'Grafana: memory (%)', pt: 'Grafana: memória (%)' },
    lines: [line(on.grafanaMemory, 'memory', 'memória')],
    alarm: 'grafana-memory',
    onlyWith: 'LAKE_GRAFANA=on',
  },
];

/** On Grafana's own board only, because their metrics are known only once the load balancer exists. */
export const balancerGraphs = (on: ReturnType<typeof balancerSignals>): readonly Graph[] => [
  {
    point: GRAFANA,
    title: { en: 'Load balancer: requests', pt: 'Balanceador: pedidos' },
    lines: [line(on.requests, 'requests', 'pedidos'), line(on.failures, 'failed', 'com falha')],
  },
  {
    point: GRAFANA,
    title: { en: 'Load balancer: 95 of 100 answers (s)', pt: 'Balanceador: 95 de 100 respostas (s)' },
    lines: [line(on.answerTime, 'seconds', 'segundos')],
  },
  {
    point: GRAFANA,
    title: { en: 'Tasks that answer', pt: 'Tarefas que respondem' },
    lines: [line(on.healthy, 'healthy', 'saudáveis'), line(on.unhealthy, 'not healthy', 'não saudáveis')],
  },
];
