// The columns of a drawing: how many steps each box is away from the beginning, and the order inside a column (Sugiyama,
// Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures").

import type { FlowEdge } from '../../contract.ts';

export interface Columns {
  /** Ids of boxes, and of free places that an arrow passes. */
  readonly columns: readonly (readonly string[])[];
  /** The free places on the way of an arrow, by "from to". */
  readonly bends: ReadonlyMap<string, readonly string[]>;
}

export function columnsOf(ids: readonly string[], edges: readonly FlowEdge[]): Columns {
  const forward = withoutCycles(ids, edges);
  const depth = depths(ids, forward);
  const columns: string[][] = Array.from({ length: Math.max(...depth.values()) + 1 }, () => []);
  for (const id of ids) columns[depth.get(id) ?? 0]?.push(id);

  const bends = new Map<string, string[]>();
  const steps: FlowEdge[] = [];
  for (const { from, to } of forward) {
    let last = from;
    const through: string[] = [];
    for (let at = (depth.get(from) ?? 0) + 1; at < (depth.get(to) ?? 0); at += 1) {
      const free = `${from} ${to} ${at}`;
      columns[at]?.push(free);
      through.push(free);
      steps.push({ from: last, to: free });
      last = free;
    }
    steps.push({ from: last, to });
    if (through.length) bends.set(`${from} ${to}`, through);
  }
  return { columns: sorted(columns, steps), bends };
}

/** As many steps as the longest way from a beginning has. */
function depths(ids: readonly string[], edges: readonly FlowEdge[]): Map<string, number> {
  const after = (id: string) => edges.filter(({ from }) => from === id).map(({ to }) => to);
  const before = (id: string) => edges.filter(({ to }) => to === id).map(({ from }) => from);
  const depth = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depth.get(id) ?? Math.max(0, ...before(id).map((other) => depthOf(other) + 1));
    depth.set(id, known);
    return known;
  };
  for (const id of ids) depthOf(id);
  // A beginning stands directly before what it leads to.
  for (const id of ids)
    if (!before(id).length && after(id).length) depth.set(id, Math.min(...after(id).map(depthOf)) - 1);
  return depth;
}

/** Each column in the order of its neighbours: forth, back, and forth again. */
function sorted(columns: readonly (readonly string[])[], edges: readonly FlowEdge[]): string[][] {
  const now = columns.map((column) => [...column]);
  const row = (id: string) => {
    const column = now.find((one) => one.includes(id)) ?? [];
    return (column.indexOf(id) + 0.5) / column.length;
  };
  const near = (id: string) =>
    edges.flatMap(({ from, to }) => (from === id ? [row(to)] : to === id ? [row(from)] : []));
  const weight = (id: string) => {
    const rows = near(id);
    return rows.length ? rows.reduce((all, one) => all + one, 0) / rows.length : row(id);
  };
  const forth = [...now.keys()];
  for (const at of [...forth, ...forth.toReversed(), ...forth]) {
    const weights = new Map(now[at]?.map((id) => [id, weight(id)]));
    now[at] = (now[at] ?? []).toSorted((one, other) => (weights.get(one) ?? 0) - (weights.get(other) ?? 0));
  }
  return now;
}

/** The edges without those that lead back to where the way came from. */
function withoutCycles(ids: readonly string[], edges: readonly FlowEdge[]): readonly FlowEdge[] {
  const kept: FlowEdge[] = [];
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]) => {
    if (done.has(id)) return;
    done.add(id);
    for (const edge of edges)
      if (edge.from === id && !way.includes(edge.to)) {
        kept.push(edge);
        visit(edge.to, [...way, edge.to]);
      }
  };
  for (const id of ids) visit(id, [id]);
  return kept;
}
