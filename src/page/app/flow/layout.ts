// Places boxes so that data flows from left to right (on a narrow screen downwards): a column for each step of the way,
// boxes of a column near those that they are joined to. What is not joined to the rest gets its own lines below.

import type { FlowEdge } from '../../contract.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The left upper corner of each box. */
  readonly boxes: ReadonlyMap<string, Point>;
}

export const BOX = { width: 184, height: 96 };
const GAP = { along: 64, across: 28 };

/** @param down from top to bottom, for a narrow screen */
export function layout(ids: readonly string[], edges: readonly FlowEdge[], down = false): Layout {
  const boxes = new Map<string, Point>();
  const step = down
    ? { along: BOX.height + GAP.along * 0.75, across: BOX.width + GAP.across * 0.6 }
    : { along: BOX.width + GAP.along, across: BOX.height + GAP.across };
  let below = 0;
  let longest = 0;
  for (const group of groups(ids, edges)) {
    const columns = columnsOf(group, edges);
    const rows = Math.max(...columns.map((column) => column.length));
    columns.forEach((column, at) => {
      column.forEach((id, row) => {
        const along = at * step.along;
        const across = (below + (rows - column.length) / 2 + row) * step.across;
        boxes.set(id, down ? { x: across, y: along } : { x: along, y: across });
      });
    });
    below += rows;
    longest = Math.max(longest, columns.length);
  }
  const along = longest * step.along - (down ? GAP.along * 0.75 : GAP.along);
  const across = below * step.across - (down ? GAP.across * 0.6 : GAP.across);
  return down ? { width: across, height: along, boxes } : { width: along, height: across, boxes };
}

/** Boxes that are joined, the largest group first. */
function groups(ids: readonly string[], edges: readonly FlowEdge[]): string[][] {
  const left = new Set(ids);
  const found: string[][] = [];
  for (const first of ids) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const id of group)
      for (const { from, to } of edges)
        for (const other of [from === id ? to : '', to === id ? from : '']) if (left.delete(other)) group.push(other);
    found.push(ids.filter((id) => group.includes(id)));
  }
  return found.sort((one, other) => other.length - one.length);
}

function columnsOf(ids: readonly string[], edges: readonly FlowEdge[]): string[][] {
  const forward = withoutCycles(ids, edges);
  const after = (id: string) => forward.filter(({ from }) => from === id).map(({ to }) => to);
  const before = (id: string) => forward.filter(({ to }) => to === id).map(({ from }) => from);

  // As many steps from the beginning as its longest way has.
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

  const columns: string[][] = Array.from({ length: Math.max(...depth.values()) + 1 }, () => []);
  for (const id of ids) columns[depth.get(id) ?? 0]?.push(id);
  // Each column in the order of its neighbours: forth, then back, twice.
  const rowIn = (column: readonly string[]) => (id: string) => (column.indexOf(id) + 0.5) / column.length;
  for (const at of [...columns.keys(), ...[...columns.keys()].reverse(), ...columns.keys()]) {
    const column = columns[at] ?? [];
    const weight = (id: string) => {
      const near = [...before(id), ...after(id)].flatMap((other) => {
        const its = columns[depth.get(other) ?? 0] ?? [];
        return its === column ? [] : [rowIn(its)(other)];
      });
      return near.length ? near.reduce((all, one) => all + one, 0) / near.length : rowIn(column)(id);
    };
    columns[at] = column.toSorted((one, other) => weight(one) - weight(other));
  }
  return columns;
}

/** The edges without those that lead back to where the way came from. */
function withoutCycles(ids: readonly string[], edges: readonly FlowEdge[]): readonly FlowEdge[] {
  const kept: FlowEdge[] = [];
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]) => {
    if (done.has(id)) return;
    for (const edge of edges)
      if (edge.from === id && edge.to !== id && !way.includes(edge.to)) {
        kept.push(edge);
        visit(edge.to, [...way, edge.to]);
      }
    done.add(id);
  };
  for (const id of ids) visit(id, [id]);
  return kept;
}

/** The arrow between two boxes, as an SVG path. */
export function arrow(from: Point, to: Point, down: boolean): string {
  const [half, side] = [BOX.width / 2, BOX.height / 2];
  if (down) {
    const [x1, y1, x2, y2] = [from.x + half, from.y + BOX.height, to.x + half, to.y];
    const bend = Math.max(24, Math.abs(y2 - y1) / 2);
    return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + BOX.width, from.y + side, to.x, to.y + side];
  const bend = Math.max(32, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
