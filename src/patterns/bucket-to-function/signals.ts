// The numbers of a function that a bucket calls, and of its queue for failed events. AWS makes all but `timeLeft`, free of
// charge.

import { metricsOf, type Point } from '../alarms/row.ts';

/** The first critical points of such a system, in the order in which an event passes them. */
export const FUNCTION: Point = { number: 1, title: { en: 'Function', pt: 'Função' } };
export const FAILED_EVENTS: Point = { number: 2, title: { en: 'Failed events', pt: 'Eventos que falharam' } };

export type InvokedSignals = ReturnType<typeof invokedSignals>;

export interface Invoked {
  readonly stack: string;
  readonly functionName: string;
  /** Name of the queue for failed events. */
  readonly failures: string;
}

/** Metrics that a function writes itself. @param stack their namespace @param service "audit-log" */
export const ownMetrics = (stack: string, service: string) => metricsOf(stack, { service });

export function invokedSignals({ stack, functionName, failures }: Invoked, service: string) {
  const lambda = metricsOf('AWS/Lambda', { FunctionName: functionName });
  return {
    invocations: lambda('Invocations', 'Sum'),
    errors: lambda('Errors', 'Sum'),
    throttles: lambda('Throttles', 'Sum'),
    duration: lambda('Duration', 'Maximum'),
    age: lambda('AsyncEventAge', 'Maximum'),
    lost: lambda('DestinationDeliveryFailures', 'Sum'),
    waiting: metricsOf('AWS/SQS', { QueueName: failures })('ApproximateNumberOfMessagesVisible', 'Maximum'),
    timeLeft: ownMetrics(stack, service)('TimeLeftSeconds', 'Minimum'),
  };
}
