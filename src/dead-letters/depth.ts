// How many messages a queue holds, asked by its name.
// Notice: SQS calls its numbers approximate. They are right within a minute of the last send or receive (SQS API
// reference, GetQueueAttributes), so nothing here decides by them; they are only told.

import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../aws.ts';
import { absentWhen } from '../core/wait.ts';
import { counted } from '../table.ts';
import { notThere } from '../upload.ts';

export interface Depth {
  readonly url: string;
  /** Messages that can be received, or soon can. */
  readonly waiting: number;
  /** Messages that somebody has received and not yet deleted. */
  readonly inFlight: number;
}

const ABSENT = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];
const PARTS = { waiting: 'ApproximateNumberOfMessages', delayed: 'ApproximateNumberOfMessagesDelayed' } as const;
const IN_FLIGHT = 'ApproximateNumberOfMessagesNotVisible';

/** @throws Problem when there is no such queue */
export async function depthOf(cloud: Owned, QueueName: string): Promise<Depth> {
  const found = await absentWhen(ABSENT, async () => {
    const { QueueUrl } = await cloud.sqs.send(new GetQueueUrlCommand({ QueueName }));
    const AttributeNames = [PARTS.waiting, PARTS.delayed, IN_FLIGHT] as const;
    const wanted = { QueueUrl, AttributeNames: [...AttributeNames] };
    const { Attributes = {} } = await cloud.sqs.send(new GetQueueAttributesCommand(wanted));
    const number = (name: (typeof AttributeNames)[number]) => Number(Attributes[name] ?? 0);
    const waiting = number(PARTS.waiting) + number(PARTS.delayed);
    return { url: String(QueueUrl), waiting, inFlight: number(IN_FLIGHT) };
  });
  if (!found) throw notThere(cloud, 'queue', QueueName);
  return found;
}

/** "3 messages", "1 message" */
export const messages = (count: number): string => counted(count, 'message');
