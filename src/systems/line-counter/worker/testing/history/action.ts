/**
 * What may happen, as data: a history is a list of actions, so that one that failed can be written down and kept.
 *
 * Notice that nothing here is carried out. Numbers are picks: from whatever there is to pick from at that moment.
 */
import * as fc from 'fast-check';

/** What may befall one call to the outside: to the cache, the object store or SNS, or a pause between mails. */
export const FAULTS = [
  /** The process dies before the call goes out, or while its answer is on the way. */
  'killed before',
  'killed after',
  /** The other side says no and does nothing: throttled, a 5xx, a cache that cannot be reached. */
  'refused',
  /** The other side does it, and the answer is an error: a lost answer, a time-out. */
  'unanswered',
  /** The connection to the cache breaks; the client makes another and may ask again. */
  'question lost',
  'answer lost',
  /** From this call on no time is left; the cache refuses everything; SNS does. */
  'time is up',
  'the cache is away',
  'SNS is away',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The fault befalls the invocation's call number `at`, from 0. */
export interface Planned {
  at: number;
  fault: Fault;
}

export type Action =
  | { do: 'put'; key: number; versioned: boolean; copies: number }
  | { do: 'remove'; key: number; versioned: boolean }
  /** A message that nobody can read, or S3's test message. */
  | { do: 'junk'; poison: boolean }
  /** An invocation begins, with messages picked from the queue in any order. */
  | { do: 'deliver'; picks: number[]; faults: Planned[] }
  /** Of all calls that wait to go out the picked one does, as often as there are picks. */
  | { do: 'steps'; picks: number[] }
  /** Minutes pass: what runs is ended, leases run out, and messages of the dead are visible again. */
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
