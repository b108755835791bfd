// A drill: one thing is broken, alarms go to ALARM, it is repaired, alarms go back. This file says what every drill
// has. Some numbers cannot arise on one machine in seconds. Then the drill makes them in another way, and says how.

import type { Text } from '../../engine/text.ts';
import type { Point } from '../../patterns/alarms/row.ts';
import type { Opening, Site } from './site.ts';

/** What is known of a drill before its code is loaded. */
export interface Listed {
  /** Names of the rows that must go to ALARM. */
  readonly rings: readonly string[];
  /** Present if it can run on AWS, without access to the network: its minutes, because the alarms' periods are long. */
  readonly minutesOnAws?: number;
}

/** The drills of a system by name, in their order. The name is the word after `npm run drill --`: "mapping-off". */
export type DrillList = Readonly<Record<string, Listed>>;

/** What a drill does. @typeParam S what it can reach of its system */
export interface Acts<S extends Site = Site> {
  readonly point: Point;
  /** What will happen, shown before it happens. */
  readonly breaks: Text;
  /** How a number is made here, where AWS makes it in another way. */
  readonly plays?: Text;
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
}

export interface Drill<S extends Site = Site> extends Listed, Acts<S> {
  readonly name: string;
}

/** What plays the drills of a system. */
export interface Playing<S extends Site> {
  readonly drills: readonly Drill<S>[];
  open(session: Opening): Promise<S>;
}

/** The drills of a list, with what they do. */
export const drillsFrom = <Name extends string, S extends Site>(
  list: Readonly<Record<Name, Listed>>,
  acts: Readonly<Record<Name, Acts<S>>>,
): readonly Drill<S>[] => (Object.keys(list) as Name[]).map((name) => ({ name, ...list[name], ...acts[name] }));

/** Seconds. */
export const PERIOD = 0.3;
