// Every number that shows the state of the system. Alarms and boards use them. AWS makes those that begin with "AWS/", free of
// charge. The writer writes six of its own, as embedded metrics in its log (writer/telemetry.ts).

import type { Point } from '../../../patterns/alarms/row.ts';
import { invokedSignals, ownMetrics } from '../../../patterns/bucket-to-function/signals.ts';
import { type PartNames, STACK } from '../names.ts';

/** The last critical point; the first ones are those of every function that a bucket calls. */
export const ITEMS: Point = { number: 3, title: { en: 'Items', pt: 'Itens' } };

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const { stack, writer: functionName, failures } = names;
  const own = ownMetrics(stack, STACK);
  return {
    ...invokedSignals({ stack, functionName, failures }, STACK),
    successes: own('Successes', 'Sum'),
    failures: own('Failures', 'Sum'),
    repeats: own('Repeats', 'Sum'),
    bytes: own('BytesRead', 'Sum'),
    eventToItem: own('EventToItemSeconds', 'p95'),
  };
}
