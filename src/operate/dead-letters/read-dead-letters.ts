// Reads the dead letters and removes none: receive, read, make visible again.
// SQS cannot show messages without receiving them, so every look counts as one more receipt. This does no harm, because
// a dead-letter queue moves its messages nowhere.

import { ChangeMessageVisibilityCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { Interrupted } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';

/** One message, as SQS describes it. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  /** When it was put into its first queue: SQS keeps this time when it moves the message. */
  readonly sentAt: Date;
  readonly firstReceivedAt: Date;
  /** Receipts by the worker, and every look of ours. */
  readonly received: number;
}

export interface Peeked {
  readonly letters: readonly DeadLetter[];
  /** Are there more than were asked for? */
  readonly more: boolean;
}

/** Seconds in which nobody else receives these messages, if we are killed before we make them visible again. */
const HIDDEN = 30;
/** Seconds to wait for messages: only a long poll asks all servers (SQS developer guide, "Long polling"). */
const PATIENCE = 1;
const AT_ONCE = 10;
/** The handle is too old: then the message is visible again, as wanted. */
const EXPIRED = ['ReceiptHandleIsInvalid', 'MessageNotInflight', 'InvalidParameterValue'];

/** @param most messages to read; the oldest are not sure to come first */
export async function readDeadLetters(
  { sqs }: Owned,
  QueueUrl: string,
  most: number,
  signal: AbortSignal,
): Promise<Peeked> {
  const found = new Map<string, Message>();
  try {
    while (found.size <= most) {
      if (signal.aborted) throw new Interrupted();
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: AT_ONCE,
          VisibilityTimeout: HIDDEN,
          WaitTimeSeconds: PATIENCE,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      const fresh = Messages.filter(({ MessageId }) => !found.has(String(MessageId)));
      for (const message of Messages) found.set(String(message.MessageId), message);
      if (!fresh.length) break; // the end; or the look was so slow that the first messages are visible again
    }
    const letters = [...found.values()].map(letter).sort((one, other) => +one.sentAt - +other.sentAt);
    return { letters: letters.slice(0, most), more: letters.length > most };
  } finally {
    await putBack(sqs, QueueUrl, [...found.values()]);
  }
}

async function putBack(sqs: Owned['sqs'], QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let at = 0; at < messages.length; at += AT_ONCE)
    await Promise.all(
      messages
        .slice(at, at + AT_ONCE)
        .map(({ ReceiptHandle }) =>
          absentWhen(EXPIRED, () =>
            sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
          ),
        ),
    );
}

function letter({ MessageId, Body = '', Attributes = {} }: Message): DeadLetter {
  const date = (text = '0') => new Date(Number(text));
  return {
    messageId: String(MessageId),
    body: Body,
    sentAt: date(Attributes.SentTimestamp),
    firstReceivedAt: date(Attributes.ApproximateFirstReceiveTimestamp),
    received: Number(Attributes.ApproximateReceiveCount ?? 0),
  };
}
