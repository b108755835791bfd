// Critical point 3: does the function run, without errors, and in time?

import type { Row } from '../../../patterns/alarms/row.ts';
import type { Signals } from './signals.ts';
import { NEAR_THE_END, functionWords as words } from './words/function.ts';

export const functionRows = ({ errors, throttles, duration, visible, invocations }: Signals): Row[] => [
  {
    point: 3,
    name: 'function-errors',
    severity: 'broken',
    watches: errors,
    period: 300,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'invocations',
    missing: 'notBreaching',
    ...words['function-errors'],
  },
  {
    point: 3,
    name: 'function-throttles',
    severity: 'look',
    watches: throttles,
    period: 300,
    datapoints: 3,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'invocations',
    missing: 'notBreaching',
    ...words['function-throttles'],
  },
  {
    point: 3,
    name: 'function-slow',
    severity: 'look',
    watches: duration,
    period: 300,
    datapoints: 2,
    periods: 3,
    rings: 'above',
    threshold: NEAR_THE_END * 1000,
    unit: 'milliseconds',
    missing: 'notBreaching',
    ...words['function-slow'],
  },
  {
    point: 3,
    name: 'mapping-off',
    severity: 'broken',
    watches: {
      formula: 'IF(visible > 0 AND FILL(invocations, 0) == 0, 1, 0)',
      of: { visible, invocations },
    },
    period: 300,
    // Lambda tells of an invocation when it has ended, up to a period after it began: two empty periods may be one long run.
    datapoints: 3,
    periods: 3,
    rings: 'above',
    threshold: 0,
    unit: 'periods in which messages wait and nothing runs',
    missing: 'notBreaching',
    ...words['mapping-off'],
  },
];
