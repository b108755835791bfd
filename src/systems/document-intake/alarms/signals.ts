// Every number that shows the state of the system. Alarms and boards use them. AWS makes those that begin with "AWS/", free of
// charge. The reader writes five of its own, as embedded metrics in its log (reader/telemetry.ts).

import type { Point, Signal, Statistic } from '../../../patterns/alarms/row.ts';
import type { PartNames } from '../names.ts';

/** The critical points, in the order in which a document passes them. */
export const FUNCTION: Point = { number: 1, title: { en: 'Function', pt: 'Função' } };
export const FAILED_EVENTS: Point = { number: 2, title: { en: 'Failed events', pt: 'Eventos que falharam' } };
export const RESULTS: Point = { number: 3, title: { en: 'Results', pt: 'Resultados' } };

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const of =
    (namespace: string, dimensions: Record<string, string>) =>
    (metric: string, statistic: Statistic): Signal => ({ namespace, metric, dimensions, statistic });
  const reader = of('AWS/Lambda', { FunctionName: names.reader });
  const failures = of('AWS/SQS', { QueueName: names.failures });
  const own = of(names.stack, { service: 'document-intake' });

  return {
    invocations: reader('Invocations', 'Sum'),
    errors: reader('Errors', 'Sum'),
    throttles: reader('Throttles', 'Sum'),
    duration: reader('Duration', 'Maximum'),
    age: reader('AsyncEventAge', 'Maximum'),
    lost: reader('DestinationDeliveryFailures', 'Sum'),
    waiting: failures('ApproximateNumberOfMessagesVisible', 'Maximum'),
    accepted: own('Accepted', 'Sum'),
    rejected: own('Rejected', 'Sum'),
    passedOver: own('PassedOver', 'Sum'),
    eventToResult: own('EventToResultSeconds', 'p95'),
    timeLeft: own('TimeLeftSeconds', 'Minimum'),
  };
}
