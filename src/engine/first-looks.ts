// The first look of every part is asked for when the run starts, all at once, also before the part's needs are there.
// A run that changes nothing is then one look deep, and parts of one kind share their calls. In a run that makes things,
// nothing is written before all first looks are back: when a part is not ours, the run ends before it has changed anything.

import type { Journal } from './journal.ts';
import type { AnyStep, Seen, Step } from './lifecycle.ts';
import { NothingWritten, NotOurs, NotStarted } from './problems.ts';
import type { Clock, Context } from './wait.ts';

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

/**
 * Seconds in which an absent thing is believed to be still absent, and a thing to be removed to be still the same.
 * `create` accepts a thing that exists, `destroy` one that is gone.
 */
const BELIEVED = 60;

export function firstLooks(clock: Clock, journal: Journal) {
  const asked: Promise<unknown>[] = [];
  const foreign: string[] = [];

  /** Does the look still tell the truth? A present thing may have changed with the first write of the run. */
  const holds = ({ live, at, writes }: FirstLook<unknown>): boolean =>
    live === undefined ? clock.now() - at <= BELIEVED : journal.writes === writes;

  const look = <Live>(ask: (ctx: Context) => Promise<Live | undefined>): Promise<FirstLook<Live> | Failed> => {
    const { writes } = journal;
    return ask({ ...clock, tell() {} }).then(
      (live) => ({ live, at: clock.now(), writes }),
      (error: unknown) => new Failed(error),
    );
  };

  return {
    ask<Live>({ title, describe }: Pick<Step<never, Live>, 'title' | 'describe'>) {
      const first = look(describe).then((seen) => {
        if (seen instanceof Failed && seen.error instanceof NotOurs) foreign.push(title);
        return seen;
      });
      asked.push(first);
      return first;
    },

    /** Of a part that is to be removed. When it fails, the part looks again in its turn and reports the error. */
    askToRemove: ({ find }: Pick<AnyStep, 'find'>) => find && look(find),

    /** `undefined` = the part must look again. */
    async believedToRemove(
      first: Promise<FirstLook<unknown> | Failed> | undefined,
    ): Promise<Seen<unknown> | undefined> {
      const seen = await first;
      return seen && !(seen instanceof Failed) && clock.now() - seen.at <= BELIEVED ? seen : undefined;
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
