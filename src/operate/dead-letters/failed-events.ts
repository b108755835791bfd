// Where events go that the function could not work on, what such a message is about, and how it is tried again.
// Notice: Lambda wraps the event. The message holds what the function was asked, what it answered, and how often it was
// called (Lambda developer guide, "Capturing records of asynchronous invocations").

import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Owned } from '../../aws/clients.ts';
import { readObjectEvents } from '../../runtime/s3-event.ts';
import type { DeadLetterSource } from './source.ts';

/** @param failures name of the queue @param functionName whose events wait there */
export const failedEvents = (failures: string, functionName: string): DeadLetterSource => ({
  from: failures,
  to: callAgain(functionName),
  log: `/aws/lambda/${functionName}`,
  read: readFailedEvent,
});

/** The event as S3 sent it goes to the function once more; Lambda tries it as it did the first time. */
const callAgain =
  (FunctionName: string) =>
  async ({ lambda }: Owned, body: string): Promise<void> => {
    const Payload = JSON.stringify(wrapping(body).requestPayload);
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
  };

export function readFailedEvent(body: string): ReturnType<DeadLetterSource['read']> {
  try {
    const { requestPayload, responsePayload, requestContext } = wrapping(body);
    const files = readObjectEvents(requestPayload).map(({ bucket, key }) => ({ bucket, key }));
    const { errorType, errorMessage } = responsePayload ?? {};
    const reason = [errorType, errorMessage].filter(Boolean).join(': ') || requestContext?.condition;
    return { files, ...(reason && { reason }) };
  } catch (error) {
    return { files: [], flaw: (error as Error).message };
  }
}

interface Wrapping {
  readonly requestPayload: object;
  /** Absent of an event that was too old to be tried. */
  readonly responsePayload?: { readonly errorType?: string; readonly errorMessage?: string };
  /** RetriesExhausted, EventAgeExceeded, ZeroReservedConcurrency. */
  readonly requestContext?: { readonly condition?: string };
}

/** @throws Error when the message is not Lambda's */
function wrapping(body: string): Wrapping {
  const read: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  if (typeof (read as Partial<Wrapping> | undefined)?.requestPayload !== 'object')
    throw new Error('the message holds no event that failed');
  return read as Wrapping;
}
