// Every number that shows the state of the system. Alarms and boards use them. AWS makes those that begin with "AWS/", free of
// charge. The writer writes six of its own, as embedded metrics in its log (writer/telemetry.ts).

import type { Point, Signal, Statistic } from '../../../patterns/alarms/row.ts';
import type { PartNames } from '../names.ts';

/** The critical points, in the order in which an event passes them. */
export const FUNCTION: Point = { number: 1, title: { en: 'Function', pt: 'Função' } };
export const FAILED_EVENTS: Point = { number: 2, title: { en: 'Failed events', pt: 'Eventos que falharam' } };
export const ITEMS: Point = { number: 3, title: { en: 'Items', pt: 'Itens' } };

export type Signals = ReturnType<typeof signals>;

export function signals(names: PartNames) {
  const of =
    (namespace: string, dimensions: Record<string, string>) =>
    (metric: string, statistic: Statistic): Signal => ({ namespace, metric, dimensions, statistic });
  const writer = of('AWS/Lambda', { FunctionName: names.writer });
  const failures = of('AWS/SQS', { QueueName: names.failures });
  const own = of(names.stack, { service: 'audit-log' });

  return {
    invocations: writer('Invocations', 'Sum'),
    errors: writer('Errors', 'Sum'),
    throttles: writer('Throttles', 'Sum'),
    duration: writer('Duration', 'Maximum'),
    age: writer('AsyncEventAge', 'Maximum'),
    lost: writer('DestinationDeliveryFailures', 'Sum'),
    waiting: failures('ApproximateNumberOfMessagesVisible', 'Maximum'),
    successes: own('Successes', 'Sum'),
    failures: own('Failures', 'Sum'),
    repeats: own('Repeats', 'Sum'),
    bytes: own('BytesRead', 'Sum'),
    eventToItem: own('EventToItemSeconds', 'p95'),
    timeLeft: own('TimeLeftSeconds', 'Minimum'),
  };
}
