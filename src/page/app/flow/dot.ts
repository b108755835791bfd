// A dot for a file that was just sent: it stands at the box that the file has reached, and moves along the arrows.

import type { FlowEdge, TraceStep } from '../../contract.ts';
import { svg } from '../dom.ts';
import type { Drawing } from './draw.ts';

/** Milliseconds from one box to the next. */
const STEP = 700;
/** From the middle of a resting dot to that of its neighbour, in the drawing's own units. */
const BESIDE = 20;

export interface Dot {
  /** The boxes that the file has passed, in order. */
  moveTo(nodes: readonly string[], edges: readonly FlowEdge[]): void;
  /** Stands at its box again: the drawing has another shape now. */
  settle(): void;
  remove(): void;
}

/** @param slot dots of several files stand beside each other at a box: from 0 */
export function dotIn(drawing: Drawing, name: string, slot: number): Dot {
  const circle = svg('circle', { r: 11 });
  const root = svg('g', { class: 'dot' }, svg('title', {}, name), circle);
  let at: string | undefined;
  let moving: Promise<void> = Promise.resolve();
  let gone = false;
  const stand = (x: number, y: number) => root.setAttribute('transform', `translate(${x} ${y})`);

  const settle = () => {
    const corner = at === undefined ? undefined : drawing.cornerOf(at);
    if (corner) stand(corner.x - slot * BESIDE, corner.y);
  };
  const go = async (to: string, edges: readonly FlowEdge[]) => {
    for (const id of at === undefined ? [to] : between(at, to, edges)) {
      if (gone || !drawing.cornerOf(id)) return;
      const path = at === undefined ? undefined : drawing.arrowOf(at, id);
      if (path && !matchMedia('(prefers-reduced-motion: reduce)').matches) await along(path, stand);
      at = id;
      settle();
      if (!root.isConnected) drawing.dots.append(root);
    }
  };
  return {
    moveTo(nodes, edges) {
      for (const id of nodes) moving = moving.then(() => (at === id ? undefined : go(id, edges)));
    },
    settle,
    remove() {
      gone = true;
      root.remove();
    },
  };
}

/** The boxes on the shortest way along the arrows, without the first; only the last when there is no way. */
function between(from: string, to: string, edges: readonly FlowEdge[]): readonly string[] {
  const ways: string[][] = [[from]];
  for (const way of ways) {
    const last = way.at(-1);
    if (last === to) return way.slice(1);
    for (const edge of edges) if (edge.from === last && !way.includes(edge.to)) ways.push([...way, edge.to]);
  }
  return [to];
}

const along = (path: SVGPathElement, stand: (x: number, y: number) => void): Promise<void> =>
  new Promise((done) => {
    const length = path.getTotalLength();
    const start = performance.now();
    const frame = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - start) / STEP));
      const { x, y } = path.getPointAtLength(length * part);
      stand(x, y);
      if (part < 1 && !document.hidden) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });

/** The boxes of a trace, each once in a row. */
export const nodesOf = (steps: readonly TraceStep[]): string[] =>
  steps.map(({ node }) => node).filter((node, at, all) => node !== all[at - 1]);
