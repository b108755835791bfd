// A graph of a board: its numbers, and the threshold of an alarm.
// CloudWatch's dashboard and Grafana's board are both made from a system's list of graphs, so they show the same.

import type { Text } from '../../engine/text.ts';
import type { Point, Row, Signal } from './row.ts';

export interface Graph {
  readonly point: Point;
  readonly title: Text;
  readonly lines: readonly { readonly signal: Signal; readonly label: Text }[];
  /** Name of the row whose threshold is drawn as a line. */
  readonly alarm?: string;
  /** The graph is drawn only when there are rows with the same `onlyWith`. */
  readonly onlyWith?: string;
}

/** A line of a graph. */
export const line = (signal: Signal, en: string, pt: string): Graph['lines'][number] => ({ signal, label: { en, pt } });

/** What a board shows: the graphs and the alarms of one system, in the order of the points. */
export interface Shown {
  readonly graphs: readonly Graph[];
  readonly rows: readonly Row[];
}

/** A board has one line of graphs for each point. Graphs without rows are left out. */
export function boardLines({ graphs, rows }: Shown): [point: Point, graphs: Graph[]][] {
  const drawn = graphs.filter(({ onlyWith }) => !onlyWith || rows.some((row) => row.onlyWith === onlyWith));
  const points = new Set(drawn.map(({ point }) => point));
  return [...points].map((point) => [point, drawn.filter((graph) => graph.point === point)]);
}

/** The row whose threshold the graph shows. @throws Error when there is no such row */
export function rowOf({ alarm }: Graph, rows: readonly Row[]): Row | undefined {
  if (!alarm) return undefined;
  const row = rows.find(({ name }) => name === alarm);
  if (!row) throw new Error(`A graph names the alarm ${alarm}, and the table has none of that name.`);
  return row;
}
