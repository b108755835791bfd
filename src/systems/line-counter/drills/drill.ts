// A drill: one thing is broken, alarms ring, it is repaired, alarms go back. This file says what every drill consists of.
// Some numbers cannot come about on one machine in seconds. Then the drill makes them in another way, and says how.

import type { Text } from '../../../engine/text.ts';
import type { Point } from '../../../patterns/alarms/row.ts';
import type { Site } from './site.ts';

export interface Drill {
  /** "mapping-off": what to type behind `npm run drill --`. */
  readonly name: string;
  readonly point: Point;
  /** What happens, told before it does. */
  readonly breaks: Text;
  /** How a number comes about here that on AWS comes about otherwise. */
  readonly plays?: Text;
  /** Names of the rows that must ring. */
  readonly rings: readonly string[];
  /** Seconds that a period is played in, 0.3 unless told; mails leave once a second, so theirs are longer. */
  readonly period?: number;
  /** Work as it comes in on a good day, once a period: before it is broken, and after it is mended. */
  healthy?(site: Site): Promise<unknown>;
  /** Breaks it. */
  begin?(site: Site): Promise<unknown>;
  /** While it is broken, once a period: work that comes in, as a rule. */
  meanwhile?(site: Site): Promise<unknown>;
  /** Before `up` repairs what it can: what only whoever broke it can undo. */
  undo?(site: Site): Promise<unknown>;
  /** After `up`, once a period: what its runbook does by hand. */
  runbook?(site: Site): Promise<unknown>;
  /** Can it be done on AWS, from outside of the network? Then it takes so many minutes, as the alarms' periods are long. */
  readonly minutesOnAws?: number;
}

/** Seconds. */
export const PERIOD = 0.3;
