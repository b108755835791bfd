// One drill: normal work, the damage, the repair, normal work again, with the seconds of each change.
// The damage is always undone and `up` is always run, so a failed drill leaves nothing broken.

import pc from 'picocolors';
import type { Text } from '../../engine/text.ts';
import { duration, wallClock } from '../../engine/wait.ts';
import { evaluationRange, type State } from '../../patterns/alarms/evaluator/evaluate.ts';
import type { Row } from '../../patterns/alarms/row.ts';
import { language, spoken } from '../../screen/language.ts';
import { worded } from '../../screen/outcome-text.ts';
import { type AlarmState, type AlarmStates, awsStates, localStates } from './alarm-states.ts';
import { type Drill, PERIOD } from './drill.ts';
import type { AlarmMail } from './operators-mail.ts';
import { DOING, SAID, waitedTooLong } from './play-words.ts';
import { type Changed, changeText, type Site } from './site.ts';

/** One alarm in a drill: seconds since the breaking, and since the repair. */
export interface Rung {
  readonly row: Row;
  readonly signal: number;
  readonly alarm: number;
  /** Until the operators had the mail of its composite. Another alarm of the composite may have sent it earlier. */
  readonly mail: number;
  readonly back: number;
}

export interface Played<S extends Site = Site> {
  readonly drill: Drill<S>;
  readonly rung: readonly Rung[];
  /** What `up` repaired. */
  readonly repaired: readonly string[];
  /** Seconds, from the breaking to the mail that says that it is over. */
  readonly seconds: number;
}

export interface Stage<S extends Site> {
  readonly site: S;
  readonly mails: readonly AlarmMail[];
  /** Seconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Shows text to the person at the screen. */
  readonly tell: (what: string) => void;
}

/** Seconds that an alarm may take to change on the local cloud. */
const PATIENCE = 90;

export async function play<S extends Site>(drill: Drill<S>, { site, mails, now, tell }: Stage<S>): Promise<Played<S>> {
  const rows = rowsOf(drill, site);
  const period = drill.period ?? PERIOD;
  const states = site.cloud.local ? localStates(site, rows, period) : awsStates(site, rows);
  const patience = site.cloud.local ? PATIENCE : (drill.minutesOnAws ?? 0) * 60;
  const say = (row: Row, what: string, at: number) =>
    tell(`${row.name} ${what} ${spoken(SAID.after)} ${duration(at, language())}`);

  // After so many good periods the alarm no longer looks at earlier ones.
  let good = 0;
  await turn(states, { site, patience, doing: DOING.before(drill.name) }, drill.healthy, (seen) => {
    good = rows.every((row) => isWell(seen.get(row.name)?.state, row)) ? good + 1 : 0;
    return good >= (site.cloud.local ? Math.max(...rows.map(({ rule }) => evaluationRange(rule))) : 1);
  });

  const [signals, alarms, backs] = [new Map<Row, number>(), new Map<Row, number>(), new Map<Row, number>()];
  const brokenAt = now();
  let repaired: readonly Changed[] = [];
  try {
    await drill.begin?.(site);
    await turn(states, { site, patience, doing: DOING.ring(drill.rings) }, drill.meanwhile, (seen) => {
      for (const row of rows) {
        const { beyond, state } = seen.get(row.name) ?? {};
        if (beyond && !signals.has(row)) signals.set(row, now() - brokenAt);
        if (state !== 'ALARM' || alarms.has(row)) continue;
        alarms.set(row, now() - brokenAt);
        say(row, pc.red(spoken(SAID.rang)), now() - brokenAt);
      }
      return rows.every((row) => alarms.has(row) && mailOf(row, 'ALARM', site, mails, brokenAt) !== undefined);
    });
  } finally {
    await drill.undo?.(site);
    repaired = await site.up();
  }

  const mendedAt = now();
  for (const one of repaired) tell(`up: ${changeText(one, worded(one))}`);
  await turn(states, { site, patience, doing: DOING.back(drill.rings) }, drill.runbook ?? drill.healthy, (seen) => {
    for (const row of rows) {
      if (seen.get(row.name)?.state !== 'OK') backs.delete(row);
      else if (!backs.has(row)) backs.set(row, now() - mendedAt);
    }
    return rows.every((row) => backs.has(row) && mailOf(row, 'OK', site, mails, brokenAt) !== undefined);
  });
  await drill.proof?.(site);
  const rung = rows.map((row) => ({
    row,
    signal: signals.get(row) ?? 0,
    alarm: alarms.get(row) ?? 0,
    mail: (mailOf(row, 'ALARM', site, mails, brokenAt) ?? 0) - brokenAt,
    back: backs.get(row) ?? 0,
  }));
  for (const { row, back } of rung) say(row, pc.green(spoken(SAID.back)), back);
  return { drill, rung, repaired: repaired.map((one) => changeText(one, one.outcome)), seconds: now() - brokenAt };
}

/** An alarm that treats missing data as missing may have no data yet. On AWS a new alarm has none either. */
const isWell = (state: State | undefined, { rule }: Row) =>
  state === 'OK' || (state === 'INSUFFICIENT_DATA' && rule.missing !== 'notBreaching');

const rowsOf = ({ name, rings }: Pick<Drill, 'name' | 'rings'>, { rows }: Site): Row[] =>
  rings.map((wanted) => {
    const row = rows.find((one) => one.name === wanted);
    if (!row) throw new Error(`Drill ${name} should make ${wanted} ring, and the table has no such alarm.`);
    return row;
  });

/** When the composite of this alarm sent its mail. */
const mailOf = ({ severity }: Row, state: string, { names }: Site, mails: readonly AlarmMail[], since: number) =>
  mails.find((mail) => mail.alarm === names[severity] && mail.state === state && mail.at >= since)?.at;

type Work<S> = ((site: S) => Promise<unknown>) | undefined;
type Doing<S> = { readonly site: S; readonly patience: number; readonly doing: Text };

/** Looks once a period, with work between two looks, until the change has happened. */
async function turn<S extends Site>(
  { every, read }: AlarmStates,
  { site, patience, doing }: Doing<S>,
  work: Work<S>,
  come: (seen: ReadonlyMap<string, AlarmState>) => boolean,
): Promise<void> {
  const clock = wallClock(site.signal);
  const start = clock.now();
  for (;;) {
    const begun = clock.now();
    await work?.(site);
    const seen = await read();
    if (come(seen)) return;
    if (clock.now() - start > patience) {
      throw waitedTooLong(patience, doing, seen);
    }
    await clock.pause(Math.max(0.01, every - (clock.now() - begun)));
  }
}
