// Every number that shows the state of the system. Alarms and boards use them. AWS makes those that begin with "AWS/", free of
// charge. The reader writes five of its own, as embedded metrics in its log (reader/telemetry.ts).

import type { Point } from '../../../patterns/alarms/row.ts';
import { invokedSignals, ownMetrics } from '../../../patterns/bucket-to-function/signals.ts';
import { type PartNames, STACK } from '../names.ts';

/** The last critical point; the first ones are those of every function that a bucket calls. */
export const RESULTS: Point = { number: 3, title: { en: 'Results', pt: 'Resultados' } };

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const { stack, reader: functionName, failures } = names;
  const own = ownMetrics(stack, STACK);
  return {
    ...invokedSignals({ stack, functionName, failures }, STACK),
    accepted: own('Accepted', 'Sum'),
    rejected: own('Rejected', 'Sum'),
    passedOver: own('PassedOver', 'Sum'),
    eventToResult: own('EventToResultSeconds', 'p95'),
  };
}
