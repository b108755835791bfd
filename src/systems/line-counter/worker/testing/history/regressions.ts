// Histories that failed once, each with its cause. They always run first.

import type { Action, History, Planned } from './action.ts';

const put: Action & { do: 'put' } = { do: 'put', key: 0, versioned: false, copies: 1 };
const deliver = (...faults: Planned[]): Action => ({ do: 'deliver', picks: [0, 0], faults });
const steps = (count: number): Action => ({ do: 'steps', picks: Array(count).fill(0) });

export const REGRESSIONS: History[] = [
  // The slot was given, but the answer was lost: nobody released it, and the next invocation relied on its holder.
  [put, deliver({ at: 3, fault: 'unanswered' }), steps(5), { do: 'minutes' }, put, deliver(), steps(3)],
  // The mail was sent, but its note did not reach the cache: results returned then must not count as noted.
  [{ do: 'junk', poison: true }, put, deliver({ at: 8, fault: 'refused' }), steps(12), deliver(), put],
  // A newer write of the file comes while the mail about the older one is being sent.
  [put, put, deliver(), steps(4), put, deliver(), steps(1), deliver(), steps(9), { do: 'minutes' }],
  // SNS is down until an invocation gives up, and its only message was a repeat.
  [{ ...put, copies: 2 }, deliver({ at: 6, fault: 'SNS is away' }), steps(20), { do: 'minutes' }, deliver()],
];
