// The points of the crash matrix, in the order with the least work: a point that ends with a full stage is followed by
// one that begins with a full stage.

import { spread } from '../long.ts';
import type { Command } from './children.ts';
import { PLACEMENTS, type Placement } from './preload.ts';

export interface Point {
  /** The killed command. */
  readonly first: Command;
  /** The command after it. */
  readonly next: Command;
  readonly placement: Placement;
  /** At which write, from 1. */
  readonly at: number;
}

export type State = 'empty' | 'full';
export const startOf = ({ first }: Point): State => (first === 'up' ? 'empty' : 'full');
export const endOf = ({ next }: Point): State => (next === 'up' ? 'full' : 'empty');

const COMMANDS = ['up', 'down'] as const;

/**
 * About `most` points of each kind, spread evenly.
 * @param writes number of writes of each command
 */
export function pointsOf(writes: Record<Command, number>, most: number): Point[] {
  const kinds = COMMANDS.flatMap((first) =>
    COMMANDS.flatMap((next) => PLACEMENTS.map((placement) => ({ first, next, placement }))),
  );
  return kinds.flatMap((kind) =>
    spread(
      Array.from({ length: writes[kind.first] }, (_, index) => ({ ...kind, at: index + 1 })),
      most,
    ),
  );
}

/** Every fourth of one point of each kind, so four systems share all kinds. @param turn of the system, from 0 */
export const shareOf = (points: readonly Point[], turn: number): Point[] =>
  points.filter((_, index) => index % 4 === turn % 4);

/** Takes the next point out of the list: one that begins in the present state, and stays in it if possible. */
export function takeFrom(points: Point[], state: State): Point | undefined {
  const here = points.filter((point) => startOf(point) === state);
  const next = here.find((point) => endOf(point) === state) ?? here[0] ?? points[0];
  if (next) points.splice(points.indexOf(next), 1);
  return next;
}
