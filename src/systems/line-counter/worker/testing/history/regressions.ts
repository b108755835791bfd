/**
 * Histories that failed once, each with what was wrong. They are run first, every time.
 */
import type { Action, History, Planned } from './action.ts';

const put: Action & { do: 'put' } = { do: 'put', key: 0, versioned: false, copies: 1 };
const deliver = (...faults: Planned[]): Action => ({ do: 'deliver', picks: [0, 0], faults });
const steps = (count: number): Action => ({ do: 'steps', picks: Array(count).fill(0) });

export const REGRESSIONS: History[] = [
  // The mail slot was given, but the answer got lost: nobody gave it back, and the next invocation trusted its holder.
  [put, deliver({ at: 3, fault: 'unanswered' }), steps(5), { do: 'minutes' }, put, deliver(), steps(3)],
  // The mail went out, its note did not reach the cache: what was given back then must not count as noted.
  [{ do: 'junk', poison: true }, put, deliver({ at: 8, fault: 'refused' }), steps(12), deliver(), put],
  // A newer write of the file comes while the older one is in the mail.
  [put, put, deliver(), steps(4), put, deliver(), steps(1), deliver(), steps(9), { do: 'minutes' }],
  // SNS stays away until an invocation gives up, and its only message was a repeat.
  [{ ...put, copies: 2 }, deliver({ at: 6, fault: 'SNS is away' }), steps(20), { do: 'minutes' }, deliver()],
];
