// A mailbox for the time of a demo: a queue of ours that gets the topic's messages. Subscription and queue are removed
// also after an error. Both have fixed names, so that the next run finds and removes what a killed run left.

import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Owned } from '../aws/clients.ts';
import { onlyOverTls, policy } from '../aws/policy.ts';
import type { Step } from '../engine/lifecycle.ts';
import { StoryFailed } from '../engine/problems.ts';
import type { Text } from '../engine/text.ts';
import { absentWhen, type Clock, type Context, until } from '../engine/wait.ts';
import { type Queue, sqsQueue } from '../resources/sqs/queue.ts';

/** One mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  /** What a subscription may filter by. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Mailbox {
  /** The mails since the last call. Waits for up to two seconds. */
  receive(): Promise<Letter[]>;
}

/** The queue of the mailbox. It is a part like any other, so `down` finds it too. */
export function mailboxQueue(cloud: Owned, { name, topicArn }: { name: string; topicArn: string }) {
  const arn = cloud.arn('sqs', name);
  return sqsQueue<object>(cloud, {
    name,
    about: {
      what: {
        en: 'A mailbox that programs can read, there only while a demo or a drill runs.',
        pt: 'Uma caixa de correio que programas podem ler, e que só existe durante uma demonstração ou um exercício.',
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
      Condition: { ArnLike: { 'aws:SourceArn': topicArn } }, // an ARN contains the account
    }),
  });
}

/** Opens the mailbox, does the work, and closes the mailbox, also after an error. */
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
    // It has its own pauses, because Ctrl-C ends the work, but not the removal.
    await queue.remove({ ...ctx, pause: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)) });
  };

  const [worked] = await Promise.allSettled([open().then(work)]);
  const [closed] = await Promise.allSettled([close()]);
  if (worked.status === 'fulfilled' && closed.status === 'fulfilled') return worked.value;
  const failures = [worked, closed].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  throw failures.length === 1 ? failures[0] : new StoryFailed(failures, 'The work failed, and so did tidying up.');
}

/** Seconds from a record to its mail. Usually it takes a moment. */
const PATIENCE = 60;

const NOTIFICATION: Text = { en: 'waiting for the notification', pt: 'à espera do aviso' };

const namesAny = (keys: readonly string[], { text }: Letter) => keys.some((key) => text.includes(key));

/**
 * Reads mails until each key has been named. Files of others may be named too.
 * @param isEnough asked besides, of all mails that name one of the keys
 */
export async function lettersNaming(
  keys: readonly string[],
  mailbox: Mailbox,
  clock: Clock,
  isEnough: (letters: readonly Letter[]) => boolean = () => true,
): Promise<Letter[]> {
  const letters: Letter[] = [];
  return until(clock, NOTIFICATION, PATIENCE, async () => {
    letters.push(...(await mailbox.receive()).filter((letter) => namesAny(keys, letter)));
    const all = keys.every((key) => letters.some((letter) => namesAny([key], letter)));
    return all && isEnough(letters) ? letters : undefined;
  });
}

async function receive(sqs: Owned['sqs'], QueueUrl: string): Promise<Letter[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
  );
  return Promise.all(
    Messages.map(async ({ Body = '{}', ReceiptHandle }) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      const { Subject = '', Message = '', MessageAttributes = {} } = JSON.parse(Body); // SNS wraps the text in JSON
      const attributes = Object.entries(MessageAttributes as Record<string, { Value: string }>);
      return {
        subject: String(Subject),
        text: String(Message),
        attributes: Object.fromEntries(attributes.map(([name, { Value }]) => [name, Value])),
      };
    }),
  );
}
