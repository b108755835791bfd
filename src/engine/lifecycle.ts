// What a part is for the engine (Step), and what a resource file writes for it (Lifecycle).
// Every verb can be repeated safely. Removing needs only the name.

import type { Drift } from './drift.ts';
import type { Right } from './rights.ts';
import type { Text, Wording } from './text.ts';
import type { Context } from './wait.ts';
import type { WrittenAt } from './written-at.ts';

/** What a part is and why this system has it, one sentence each. The system's list of parts says it. */
export interface Purpose {
  readonly what: Text;
  readonly why: Text;
}

/** The price while nobody uses it, in US dollars, us-east-1. A part without a price is free at rest. */
export interface Price {
  readonly perHour?: number;
  readonly perMonth?: number;
  /** The dollars a month of this kind that an account gets free. */
  readonly freePerMonth?: number;
  /** "cache.m7g.large": the price is that of the smallest type, and this type costs more. */
  readonly moreFor?: string;
}

/** What a student should know about a part. Console and price are the same for every part of its kind. */
export interface About extends Purpose, Price {
  /** Other costs, or what the price includes: "the first million requests of a month are free". */
  readonly costs?: Text;
  /** Where to find it in the AWS console, in AWS's words. */
  readonly console: string;
}

/** The one API call that ends the hourly bill of a thing. A time limit lets AWS make it (patterns/time-limit.ts). */
export interface BillStop<Live> {
  /** AWS's names: "elasticache", "deleteReplicationGroup". */
  readonly service: string;
  readonly action: string;
  input(live: Live): object;
  /** Is what the thing holds lost with it? */
  readonly loses?: boolean;
  /** What the caller must be allowed to do. */
  readonly rights: readonly Right[];
}

/** The answer of a look; `undefined` = absent. */
export interface Seen<Live> {
  readonly live: Live | undefined;
}

export interface Ensured<Live> {
  readonly live: Live;
  readonly outcome: 'created' | 'repaired' | 'unchanged';
  readonly drift: Drift;
}

/** One thing in AWS: find it, make it right, remove it. Each verb can be repeated safely. */
export interface Step<Needs extends object, Live> {
  /** "SQS queue": the same for all steps of one resource file. */
  readonly kind: string;
  /** "ada-dev-shop-jobs" */
  readonly name: string;
  /** "SQS queue ada-dev-shop-jobs": unique in a system. */
  readonly title: string;
  readonly about: About;
  /** The IAM rights that this step needs. */
  readonly rights: readonly Right[];
  /** It belongs to somebody else: it is used and never removed. */
  readonly kept?: boolean;
  /** false = these settings do not use it, see `notUsed`. */
  readonly used?: boolean;
  /** Of a thing with a price by the hour. */
  readonly stopsBill?: BillStop<Live> | undefined;
  /** Seconds that AWS usually takes to create it. */
  readonly usually?: number | undefined;
  /** Where in the project it is written. */
  readonly writtenAt?: () => WrittenAt;
  /** Reads and changes nothing; `undefined` = absent. @throws Problem when a thing of that name is not ours */
  describe(ctx: Context): Promise<Live | undefined>;
  /** A look with fewer calls, for `remove`. */
  find?(ctx: Context): Promise<unknown>;
  /** Makes no calls. */
  compare(live: Live, needs: Needs): Drift;
  /** @param first what was seen a moment ago; without it, `ensure` looks first */
  ensure(needs: Needs, ctx: Context, first?: Seen<Live>): Promise<Ensured<Live>>;
  /**
   * Needs only the name, so it works on a half-built stack too.
   * @param first what `find` saw a moment ago; without it, `remove` looks first
   */
  remove(ctx: Context, first?: Seen<unknown>): Promise<'removed' | 'absent' | Stays>;
}

/** A live thing that costs by the hour says when AWS made it. */
export interface Dated {
  readonly madeAt: Date | undefined;
}

/** The answer of `remove` for a thing that AWS does not let us delete, and that may stay. */
export class Stays {
  readonly because: Wording;
  constructor(because: Wording) {
    this.because = because;
  }
}

/**
 * The answer of `create` that knows the new thing without a look: from AWS's answer, and from what AWS documents of a new
 * thing. Its settings are then put before the first look. Only for a thing that this very call has made.
 */
export class Made<Live> {
  readonly live: Live;
  constructor(live: Live) {
    this.live = live;
  }
}

/** A step that is only removed or looked at: its needs do not matter. */
export type AnyStep = Pick<
  Step<never, unknown>,
  | 'kind'
  | 'name'
  | 'title'
  | 'about'
  | 'rights'
  | 'kept'
  | 'used'
  | 'stopsBill'
  | 'usually'
  | 'writtenAt'
  | 'describe'
  | 'find'
  | 'remove'
>;

/**
 * What a resource file writes.
 * @template Found what is enough to remove the thing: its id and its owner
 */
export interface Lifecycle<Needs extends object, Live extends Found, Found = Live> {
  kind: string;
  name: string;
  /** Default: kind and name. Another example: "Environment of ada-dev-shop-worker". */
  title?: string;
  about: About;
  /**
   * `undefined` = absent. Every failure other than "not found" is thrown.
   * @param made what `create` knew, in the looks after it: its id, and the tags that AWS took with it, need not be asked
   */
  observe(ctx: Context, made?: Live): Promise<Live | undefined>;
  /** A look with fewer calls, for removing. Default: `observe`. */
  find?(ctx: Context): Promise<Found | undefined>;
  /**
   * Creates the smallest thing, with its tags in the same call. Catch "already exists": the next read decides. May return
   * {@link Made}.
   */
  create(needs: Needs, ctx: Context): Promise<unknown>;
  /** false = AWS still works on it; throw = it will never be ready. */
  ready?(live: Live): boolean;
  /** The last change failed: AWS's reason. Asked only after a change of ours, because an older failure is drift. */
  failed?(live: Live): Error | undefined;
  /** Seconds that AWS works on any change after its answer, at least: the first look comes after them. */
  atLeast?: number;
  /** What AWS itself says while it is not ready, for the screen and for the error when the wait ends. */
  says?(live: Live): string | undefined;
  /** An earlier delete is still under way. */
  leaving?(live: Found): boolean;
  /** Compares only the declared fields. */
  drift?(live: Live, needs: Needs): Drift;
  repair?(live: Live, needs: Needs, drift: Drift, ctx: Context): Promise<unknown>;
  /** Accepts "not found" and "already deleting" as done. May return {@link Stays}. */
  destroy(live: Found, ctx: Context): Promise<unknown>;
  /** AWS's answer to the delete call is its end, so `remove` does not look again. The receipt of `down` lists it. */
  gone?: boolean;
  /** AWS's id, for kinds where two things may have our name and tags. `remove` then removes the second one too. */
  id?(live: Found): string;
  /** Decided by tags. A thing that is not ours is never adopted and never deleted. */
  ours?(live: Found): boolean;
  /** Seconds that AWS may take to settle; default 120. */
  patience?: number;
  /** Seconds in which AWS may give old answers (a new thing without tags, a deleted thing still there); default 0. */
  lag?: number;
  /** Seconds that AWS usually takes to create it, for the screen. */
  usually?: number;
  /** Beside a price by the hour. */
  stopsBill?: BillStop<Live>;
  /** All actions that the verbs above call, in rare cases too. The deployer's policy is made of these lists. */
  rights: readonly Right[];
}
