// The events of a history as data: a history is a list of actions, so a failed one can be written down and kept.
// Nothing is carried out here. Numbers are picks from what exists at that moment.

import * as fc from 'fast-check';

/** Faults of one call to the outside: to the cache, the object store or SNS, or of a pause between mails. */
export const FAULTS = [
  /** The process dies before the call is sent, or while its answer is on the way. */
  'killed before',
  'killed after',
  /** The other side refuses and does nothing: throttled, a 5xx, a cache that cannot be reached. */
  'refused',
  /** The other side does it, but the answer is an error: a lost answer, a time-out. */
  'unanswered',
  /** The connection to the cache breaks. The client connects again and may repeat the command. */
  'question lost',
  'answer lost',
  /** From this call on no time is left, or the cache refuses everything, or SNS does. */
  'time is up',
  'the cache is away',
  'SNS is away',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The fault happens at the invocation's call number `at`, from 0. */
export interface Planned {
  at: number;
  fault: Fault;
}

export type Action =
  | { do: 'put'; key: number; versioned: boolean; copies: number }
  | { do: 'remove'; key: number; versioned: boolean }
  /** An unreadable message, or S3's test message. */
  | { do: 'junk'; poison: boolean }
  /** An invocation begins, with messages picked from the queue in any order. */
  | { do: 'deliver'; picks: number[]; faults: Planned[] }
  /** One picked call of those that wait is sent, for each pick. */
  | { do: 'steps'; picks: number[] }
  /** Minutes pass: running invocations are ended, leases end, and messages of dead invocations are visible again. */
  | { do: 'minutes' };

export type History = Action[];

const key = fc.nat(2);
const picks = (maxLength: number) => fc.array(fc.nat(9), { minLength: 1, maxLength });
const planned = fc.record({ at: fc.nat(24), fault: fc.constantFrom(...FAULTS) });

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      key,
      versioned: fc.boolean(),
      copies: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), key, versioned: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('junk' as const), poison: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      picks: picks(4),
      faults: fc.array(planned, { maxLength: 2 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('steps' as const), picks: picks(16) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('minutes' as const) }) },
);

export const history: fc.Arbitrary<History> = fc.array(action, { minLength: 3, maxLength: 30, size: 'max' });
