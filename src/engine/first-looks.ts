// The first look of every part is asked for when the run starts, all at once, also before the part's needs are there.
// A run that changes nothing is then one look deep. And nothing is written before all first looks are back: when a part
// is not ours, the run ends before it has changed anything.

import type { Call, Journal } from './journal.ts';
import type { Seen, Step } from './lifecycle.ts';
import { NothingWritten, NotOurs, NotStarted } from './problems.ts';
import type { Clock } from './wait.ts';

/** What a part's first look saw. */
export interface FirstLook<Live> extends Seen<Live> {
  /** Time of the answer, in seconds of the run's clock. */
  readonly at: number;
  /** How many writes the run had made when the look began. */
  readonly writes: number;
}

/** The look failed: the part fails with its error, once it may start. */
export class Failed {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/** Seconds in which an absent thing is believed to be still absent. `create` accepts a thing that exists. */
const BELIEVED = 60;

export function firstLooks(clock: Clock, journal: Journal) {
  const asked: Promise<unknown>[] = [];
  const foreign: string[] = [];

  /** Does the look still tell the truth? A present thing may have changed with the first write of the run. */
  const holds = ({ live, at, writes }: FirstLook<unknown>): boolean =>
    live === undefined ? clock.now() - at <= BELIEVED : journal.writes === writes;

  return {
    /** Asks now, and counts the calls as the part's own. */
    ask<Live>(
      { title, describe }: Pick<Step<never, Live>, 'title' | 'describe'>,
      calls: Call[],
    ): Promise<FirstLook<Live> | Failed> {
      const { writes } = journal;
      const seen = (live: Live | undefined) => ({ live, at: clock.now(), writes });
      const failed = (error: unknown) => {
        if (error instanceof NotOurs) foreign.push(title);
        return new Failed(error);
      };
      const look = journal.during(calls, () => describe({ ...clock, tell() {} })).then(seen, failed);
      asked.push(look);
      return look;
    },

    /**
     * Waits for every look asked for so far. `undefined` = the part must look again.
     * @param broken titles of needs that failed
     * @param writing false in a plan
     * @throws NotOurs, NotStarted, what the look threw, or NothingWritten when another part is not ours
     */
    async believed<Live>(
      title: string,
      first: Promise<FirstLook<Live> | Failed> | undefined,
      broken: readonly string[],
      writing: boolean,
    ): Promise<FirstLook<Live> | undefined> {
      await Promise.all(asked);
      const look = await first;
      if (look instanceof Failed && look.error instanceof NotOurs) throw look.error;
      if (broken.length) throw new NotStarted(title, broken);
      if (look instanceof Failed) throw look.error;
      if (foreign.length && writing) throw new NothingWritten(title, foreign);
      return look && holds(look) ? look : undefined;
    },
  };
}
