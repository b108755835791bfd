// Places boxes so that data flows from left to right (on a narrow screen downwards): a column for each step of the way,
// boxes of a column near those that they are joined to. What is not joined to the rest gets its own lines below.

import type { FlowEdge } from '../../contract.ts';
import { columnsOf } from './columns.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly box: Size;
  /** The left upper corner of each box. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** The arrow of each edge, by "from to", as an SVG path. */
  readonly arrows: ReadonlyMap<string, string>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Narrower on a narrow screen, so that three stand beside each other and can still be read. */
const WIDE: Size = { width: 200, height: 112 };
const NARROW: Size = { width: 164, height: 112 };
const GAP = { along: 52, across: 24 };

/** @param down from top to bottom, for a narrow screen */
export function layout(ids: readonly string[], edges: readonly FlowEdge[], down = false): Layout {
  const box = down ? NARROW : WIDE;
  const [long, wide] = down ? [box.height, box.width] : [box.width, box.height];
  const places = new Map<string, { readonly along: number; readonly across: number }>();
  const ways = new Map<string, readonly string[]>();
  let [along, across, length, breadth] = [0, 0, 0, 0];
  for (const group of groups(ids, edges)) {
    const { columns, bends } = columnsOf(group, edges);
    for (const [edge, through] of bends) ways.set(edge, through);
    const rows = Math.max(...columns.map((column) => column.length));
    columns.forEach((column, at) => {
      column.forEach((id, row) => {
        const line = (rows - column.length) / 2 + row;
        places.set(id, { along: along + at * (long + GAP.along), across: across + line * (wide + GAP.across) });
      });
    });
    length = Math.max(length, along + columns.length * (long + GAP.along));
    breadth = Math.max(breadth, across + rows * (wide + GAP.across));
    if (down) along = length;
    else across = breadth;
  }
  const point = (id: string): Point => {
    const place = places.get(id) ?? { along: 0, across: 0 };
    return down ? { x: place.across, y: place.along } : { x: place.along, y: place.across };
  };
  const size = { along: length - GAP.along, across: breadth - GAP.across };
  const drawn = edges.map(({ from, to }) => {
    const name = `${from} ${to}`;
    return [name, arrow([from, ...(ways.get(name) ?? []), to].map(point), box, down)] as const;
  });
  return {
    ...(down ? { width: size.across, height: size.along } : { width: size.along, height: size.across }),
    box,
    boxes: new Map(ids.map((id) => [id, point(id)])),
    arrows: new Map(drawn),
  };
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

/** From box to box in smooth curves. Where an arrow only passes a column, it goes straight through a free place. */
function arrow(places: readonly Point[], box: Size, down: boolean): string {
  const last = places.length - 1;
  const half = down ? box.width / 2 : box.height / 2;
  const whole = down ? box.height : box.width;
  /** The two ends of a place, in the direction of the flow. */
  const enter = ({ x, y }: Point) => (down ? { x: x + half, y } : { x, y: y + half });
  const leave = (place: Point) => {
    const { x, y } = enter(place);
    return down ? { x, y: y + whole } : { x: x + whole, y };
  };
  const start = leave(places[0] ?? { x: 0, y: 0 });
  return places.slice(1).reduce((path, place, at) => {
    const from = leave(places[at] ?? place);
    const to = enter(place);
    const bend = Math.max(20, (down ? Math.abs(to.y - from.y) : Math.abs(to.x - from.x)) / 2);
    const curve = down
      ? `C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`
      : `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
    const through = leave(place);
    return `${path}${curve}${at + 1 < last ? `L${through.x} ${through.y}` : ''}`;
  }, `M${start.x} ${start.y}`);
}
