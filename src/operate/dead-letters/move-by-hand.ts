// Moves messages one by one, for an endpoint without move tasks and for messages that go to a function: receive, send, delete.
// A message is deleted only after the other side confirmed it. So a message may be worked on twice (the functions know
// duplicates), but none is lost. A message that cannot be sent stays in its queue.

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Owned } from '../../aws/clients.ts';
import { errorText, errorWording, Problem } from '../../engine/problems.ts';
import { wallClock } from '../../engine/wait.ts';
import { depthOf } from './depth.ts';
import type { Move, Moved } from './move-request.ts';

/** Seconds in which nobody else receives the messages that we are moving. */
const HIDDEN = 60;
const AT_ONCE = 10;
/** Seconds to wait for messages before the queue counts as empty. */
const PATIENCE = 1;

/** @throws Problem when a whole batch cannot be moved, because then the messages are not the cause */
export async function moveByHand(cloud: Owned, wanted: Move): Promise<Moved> {
  const { sqs } = cloud;
  const [from, send] = await Promise.all([depthOf(cloud, wanted.from), senderTo(cloud, wanted.to)]);
  const { perSecond, signal, progress } = wanted;
  const clock = wallClock();
  const begun = clock.now();
  const stayed = new Map<string, { message: Message; why: string }>();
  let moved = 0;
  try {
    while (!signal.aborted) {
      const MaxNumberOfMessages = Math.min(AT_ONCE, perSecond ?? AT_ONCE);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: from.url,
          MaxNumberOfMessages,
          VisibilityTimeout: HIDDEN,
          WaitTimeSeconds: PATIENCE,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      );
      const fresh = Messages.filter(({ MessageId }) => !stayed.has(String(MessageId)));
      if (!fresh.length) break; // empty, or only messages that cannot be moved
      const outcomes = await Promise.allSettled(fresh.map((message) => carry(sqs, message, from.url, send)));
      const failed = outcomes.map((one) => (one.status === 'rejected' ? one.reason : undefined));
      failed.forEach((why, place) => {
        const message = fresh[place];
        if (why && message) stayed.set(String(message.MessageId), { message, why: errorText(why) });
      });
      moved += failed.filter((why) => !why).length;
      progress(moved, from.waiting);
      if (failed.every(Boolean)) throw noneMoved(moved, failed.length, failed[0]);
      if (perSecond) await clock.pause(Math.max(0, moved / perSecond - (clock.now() - begun)));
    }
  } finally {
    await Promise.all([...stayed.values()].map(({ message }) => putBack(sqs, from.url, message)));
  }
  const left = [...stayed].map(([messageId, { why }]) => ({ messageId, why }));
  return { by: 'this command', moved, stopped: signal.aborted, stayed: left };
}

const noneMoved = (moved: number, failed: number, cause: unknown): Problem =>
  new Problem(
    {
      en: `Moved ${moved}, and then none of ${failed} could be moved: ${errorWording(cause).en}.`,
      pt: `Movidas: ${moved}. Depois nenhuma de ${failed} pôde ser movida: ${errorWording(cause).pt}.`,
    },
    {
      cause,
      next: {
        en: 'The other messages are still in their queue. Repair the cause and run the command again.',
        pt: 'As outras mensagens continuam na fila. Corrija a causa e rode o comando de novo.',
      },
    },
  );

type Send = (message: Message) => Promise<unknown>;

async function senderTo(cloud: Owned, to: Move['to']): Promise<Send> {
  if (typeof to !== 'string') return ({ Body = '' }) => to(cloud, Body);
  const { url: QueueUrl } = await depthOf(cloud, to);
  return ({ Body, MessageAttributes, Attributes }) => {
    const trace = Attributes?.AWSTraceHeader;
    return cloud.sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: Body,
        ...(MessageAttributes && { MessageAttributes }),
        ...(trace && { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: trace } } }),
      }),
    );
  };
}

async function carry(sqs: Owned['sqs'], message: Message, from: string, send: Send): Promise<void> {
  await send(message);
  await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: message.ReceiptHandle }));
}

/** Makes the message visible at once. If that fails, it is visible in a minute. */
const putBack = (sqs: Owned['sqs'], QueueUrl: string, { ReceiptHandle }: Message) =>
  sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })).catch(() => {});
