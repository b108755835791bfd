// What a part is to the engine (Step), and what a resource file writes for it (Lifecycle).
// Notice: every verb is safe to repeat, and removing needs nothing but the name.

import type { Drift } from './drift.ts';
import type { Right } from './rights.ts';
import type { Text } from './text.ts';
import type { Context } from './wait.ts';

/** What a part is and why this system has it: one sentence each, written in the system's list of parts. */
export interface Purpose {
  readonly what: Text;
  readonly why: Text;
}

/** What it costs while nobody uses it, in US dollars, us-east-1. Without a price it is free at rest. */
export interface Price {
  readonly perHour?: number;
  readonly perMonth?: number;
  /** Of things of this kind an account has so many dollars a month for nothing. */
  readonly freePerMonth?: number;
  /** "cache.m7g.large": the price is that of the smallest one, and this one costs more. */
  readonly moreFor?: string;
}

/** What a student should hear about a part. Console and price are the same for every part of its kind. */
export interface About extends Purpose, Price {
  /** What else costs, or what comes with the price: "the first million requests of a month are free". */
  readonly costs?: Text;
  /** Where to see it in the AWS console, as AWS writes it. */
  readonly console: string;
}

export interface Ensured<Live> {
  readonly live: Live;
  readonly outcome: 'created' | 'repaired' | 'unchanged';
  readonly drift: Drift;
}

/** One thing in AWS: find it, make it right, take it away. Each verb is safe to repeat. */
export interface Step<Needs extends object, Live> {
  /** "SQS queue": what all steps of its resource file have in common. */
  readonly kind: string;
  /** "ada-dev-shop-jobs" */
  readonly name: string;
  /** "SQS queue ada-dev-shop-jobs": one of its kind and name in a system. */
  readonly title: string;
  readonly about: About;
  /** What its life asks of whoever runs it. */
  readonly rights: readonly Right[];
  /** Somebody else's: leaned on, never taken away. */
  readonly kept?: boolean;
  /** false = these settings do without it, see `notUsed`. */
  readonly used?: boolean;
  /** Looks, never touches; `undefined` = not there. @throws Problem when a thing of that name is not ours */
  describe(ctx: Context): Promise<Live | undefined>;
  /** Pure. */
  compare(live: Live, needs: Needs): Drift;
  ensure(needs: Needs, ctx: Context): Promise<Ensured<Live>>;
  /** Needs nothing but the name, so it works on a half-built stack. */
  remove(ctx: Context): Promise<'removed' | 'absent' | Stays>;
}

/** What `remove` gives where a thing may not be deleted and may as well be there. */
export class Stays {
  readonly because: string;
  constructor(because: string) {
    this.because = because;
  }
}

/** A step that is only going to be removed or looked at: what it needs does not matter. */
export type AnyStep = Pick<
  Step<never, unknown>,
  'kind' | 'name' | 'title' | 'about' | 'rights' | 'kept' | 'used' | 'describe' | 'remove'
>;

/** What a resource file writes. */
export interface Lifecycle<Needs extends object, Live> {
  kind: string;
  name: string;
  /** Kind and name unless told: "Environment of ada-dev-shop-worker". */
  title?: string;
  about: About;
  /** `undefined` = not there; any failure other than "not there" is thrown. */
  observe(ctx: Context): Promise<Live | undefined>;
  /** The smallest thing that can exist, tagged in the same call. "Already exists" is a race: absorb it, the next look decides. */
  create(needs: Needs, ctx: Context): Promise<unknown>;
  /** false = AWS is busy with it; throw = it never will be ready. */
  ready?(live: Live): boolean;
  /** An earlier delete is still under way. */
  leaving?(live: Live): boolean;
  /** Only the fields we declare. */
  drift?(live: Live, needs: Needs): Drift;
  repair?(live: Live, needs: Needs, drift: Drift, ctx: Context): Promise<unknown>;
  /** Absorbs "not found" and "already deleting". May give {@link Stays}. */
  destroy(live: Live, ctx: Context): Promise<unknown>;
  /** What tells it from a twin: AWS's id, where two things may carry our name and tags. `remove` takes the twin away too. */
  id?(live: Live): string;
  /** By tags. What is not ours is refused: never adopted, never deleted. */
  ours?(live: Live): boolean;
  /** Seconds AWS may take to settle; 120 unless told. */
  patience?: number;
  /** Seconds in which answers may be those of before: no tags yet of a new thing, a deleted one still there; 0 unless told. */
  lag?: number;
  /** Seconds AWS usually takes to make it, for the screen. */
  usually?: number;
  /** All that the verbs above call, those of rare ways too: a deployer's policy is made of these. */
  rights: readonly Right[];
}
