// A mailbox for as long as a lesson lasts: a queue of our own that hears what the topic says.
// Notice: whatever happens to the work, subscription and queue are taken away; and both carry names that never change, so
// what a killed run left behind is found and taken away by the next.

import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../aws/clients.ts';
import { onlyOverTls, policy } from '../aws/policy.ts';
import type { Step } from '../engine/lifecycle.ts';
import { StoryFailed } from '../engine/problems.ts';
import { absentWhen, type Clock, type Context, until } from '../engine/wait.ts';
import { type Queue, sqsQueue } from '../resources/sqs/queue.ts';

/** What a subscriber reads. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** What a subscription may filter by. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Mailbox {
  /** What has come since the last look; waits for up to two seconds. */
  receive(): Promise<Letter[]>;
}

/** The queue behind it. It is a part like any other, so `down` finds it too. */
export function mailboxQueue(cloud: Owned, { name, topicArn }: { name: string; topicArn: string }) {
  const arn = cloud.arn('sqs', name);
  return sqsQueue<object>(cloud, {
    name,
    about: {
      what: {
        en: 'A mailbox that programs can read, there only while the demo runs.',
        pt: 'Uma caixa de correio que programas podem ler, e que só existe durante a demonstração.',
      },
      why: {
        en: 'It shows what people get by e-mail.',
        pt: 'Ela mostra o que as pessoas recebem por e-mail.',
      },
    },
    visibilitySeconds: 30,
    policy: policy(onlyOverTls('sqs:*', [arn]), {
      Sid: 'ResultsOfOurTopic',
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['sqs:SendMessage'],
      Resource: [arn],
      Condition: { ArnLike: { 'aws:SourceArn': topicArn } }, // an ARN names the account too
    }),
  });
}

/** Opens the mailbox, does the work, and closes the mailbox however the work ended. */
export async function withMailbox<T>(
  cloud: Owned,
  { queue, topicArn }: { queue: Step<object, Queue>; topicArn: string },
  ctx: Context,
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  const { sns, sqs } = cloud;
  let subscription: string | undefined;

  const open = async (): Promise<Mailbox> => {
    const { live } = await queue.ensure({}, ctx);
    const subscribe = { TopicArn: topicArn, Protocol: 'sqs', Endpoint: live.arn, ReturnSubscriptionArn: true };
    subscription = (await sns.send(new SubscribeCommand(subscribe))).SubscriptionArn;
    return { receive: () => receive(sqs, live.url) };
  };
  const close = async () => {
    if (subscription)
      await absentWhen(['NotFoundException', 'NotFound'], () =>
        sns.send(new UnsubscribeCommand({ SubscriptionArn: String(subscription) })),
      );
    // Ctrl-C ends the work, not the tidying up: pauses of its own.
    await queue.remove({ ...ctx, pause: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)) });
  };

  const [worked] = await Promise.allSettled([open().then(work)]);
  const [closed] = await Promise.allSettled([close()]);
  if (worked.status === 'fulfilled' && closed.status === 'fulfilled') return worked.value;
  const failures = [worked, closed].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  throw failures.length === 1 ? failures[0] : new StoryFailed(failures, 'The work failed, and so did tidying up.');
}

/** Seconds from a record to its letter: a moment as a rule. */
const PATIENCE = 60;

/** Letters until each key has been named; somebody else's files may be named beside ours. */
export async function lettersNaming(keys: readonly string[], mailbox: Mailbox, clock: Clock): Promise<Letter[]> {
  const letters: Letter[] = [];
  return until(clock, 'waiting for the notification', PATIENCE, async () => {
    const come = await mailbox.receive();
    letters.push(...come.filter(({ text }) => keys.some((key) => text.includes(key))));
    return keys.every((key) => letters.some(({ text }) => text.includes(key))) ? letters : undefined;
  });
}

async function receive(sqs: Owned['sqs'], QueueUrl: string): Promise<Letter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
  );
  return Promise.all(
    Messages.map(async ({ Body = '{}', ReceiptHandle }) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      const { Subject = '', Message = '', MessageAttributes = {} } = JSON.parse(Body); // SNS's own envelope
      const attributes = Object.entries(MessageAttributes as Record<string, { Value: string }>);
      return {
        subject: String(Subject),
        text: String(Message),
        attributes: Object.fromEntries(attributes.map(([name, { Value }]) => [name, Value])),
      };
    }),
  );
}
