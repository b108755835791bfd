// A drill: one thing is broken, alarms go to ALARM, it is repaired, alarms go back. This file says what every drill
// has. Some numbers cannot arise on one machine in seconds. Then the drill makes them in another way, and says how.

import type { Text } from '../../engine/text.ts';
import type { Point } from '../../patterns/alarms/row.ts';
import type { Site } from './site.ts';

/** @typeParam S what the drill can reach of its system */
export interface Drill<S extends Site = Site> {
  /** "mapping-off": the word after `npm run drill --`. */
  readonly name: string;
  readonly point: Point;
  /** What will happen, shown before it happens. */
  readonly breaks: Text;
  /** How a number is made here, where AWS makes it in another way. */
  readonly plays?: Text;
  /** Names of the rows that must go to ALARM. */
  readonly rings: readonly string[];
  /** Seconds that stand for one period. Default 0.3. It is longer for mails, because they are sent once a second. */
  readonly period?: number;
  /** Normal work, once a period: before the breaking and after the repair. */
  healthy?(site: S): Promise<unknown>;
  /** Breaks it. */
  begin?(site: S): Promise<unknown>;
  /** While it is broken, once a period: usually new work. */
  meanwhile?(site: S): Promise<unknown>;
  /** Before `up`: undoes what `up` cannot repair. */
  undo?(site: S): Promise<unknown>;
  /** After `up`, once a period: what its runbook does by hand. */
  runbook?(site: S): Promise<unknown>;
  /** After the alarms have gone back: waits until the work that was left is done. @throws Problem when it is not */
  proof?(site: S): Promise<unknown>;
  /** Present if it can run on AWS, without access to the network: its minutes, because the alarms' periods are long. */
  readonly minutesOnAws?: number;
}

/** Seconds. */
export const PERIOD = 0.3;
