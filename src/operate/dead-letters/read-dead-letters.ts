// Looking into the dead letters without taking any: received, read, and put back.
// Notice: SQS has no look that does not receive, so every look counts as one more receipt. Here that does no harm: nothing
// stands behind the dead letters that a message could be moved on to.

import { ChangeMessageVisibilityCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { Interrupted } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';

/** One message as SQS tells of it. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
  /** When it was put into the queue that it came from: it keeps that when SQS moves it here. */
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

/** Seconds for which nobody else sees what we look at, should we be killed before we put it back. */
const HIDDEN = 30;
/** Seconds to wait for messages: only a long poll asks all servers that hold some (SQS developer guide, "Long polling"). */
const PATIENCE = 1;
const AT_ONCE = 10;
/** A handle that is too old: the message is visible again, which is what was wanted. */
const EXPIRED = ['ReceiptHandleIsInvalid', 'MessageNotInflight', 'InvalidParameterValue'];

/** @param most letters to look at; the oldest are not sure to come first */
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
      if (!fresh.length) break; // the end, or so slow a look that the first are back again
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
