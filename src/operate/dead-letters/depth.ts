// How many messages a queue holds, by its name.
// SQS's numbers are approximate. They are right within a minute of the last send or receive (SQS API reference,
// GetQueueAttributes), so they are only shown and decide nothing.

import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../not-there.ts';

export interface Waiting {
  /** Messages that can be received now or soon. */
  readonly waiting: number;
  /** Messages that somebody has received and not yet deleted. */
  readonly inFlight: number;
}

export interface Depth extends Waiting {
  readonly url: string;
}

const ABSENT = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];
const NUMBERS = {
  visible: 'ApproximateNumberOfMessages',
  delayed: 'ApproximateNumberOfMessagesDelayed',
  inFlight: 'ApproximateNumberOfMessagesNotVisible',
} as const;

/** @param attributes of a queue, as GetQueueAttributes returns them */
function depthIn(attributes: Readonly<Record<string, string>>): Waiting {
  const number = (name: keyof typeof NUMBERS) => Number(attributes[NUMBERS[name]] ?? 0);
  return { waiting: number('visible') + number('delayed'), inFlight: number('inFlight') };
}

/** `undefined` when there is no such queue. */
export function depthIfThere(cloud: Owned, QueueName: string): Promise<Depth | undefined> {
  return absentWhen(ABSENT, async () => {
    const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName }));
    const wanted = { QueueUrl, AttributeNames: Object.values(NUMBERS) };
    const { Attributes = {} } = await cloud.sqs.send(new GetQueueAttributesCommand(wanted));
    return { url: String(QueueUrl), ...depthIn(Attributes) };
  });
}

/** @throws Problem when there is no such queue */
export async function depthOf(cloud: Owned, QueueName: string): Promise<Depth> {
  const found = await depthIfThere(cloud, QueueName);
  if (!found) throw notThere(cloud, { en: 'queue', pt: 'fila' }, QueueName);
  return found;
}
