// The operators' mails during a drill: a queue of our own hears what the operators' topic says, and when.

import { z } from 'zod';
import { unwatched } from '../../../engine/wait.ts';
import { mailboxQueue, withMailbox } from '../../../patterns/mailbox.ts';
import type { Site } from './site.ts';

export interface AlarmMail {
  /** "ada-drill-line-counter-flow-is-broken" */
  readonly alarm: string;
  readonly state: string;
  /** Seconds on the clock of the drill. */
  readonly at: number;
}

/** What CloudWatch publishes when an alarm changes (user guide, "Amazon SNS notifications for alarms"). */
const Message = z.object({ AlarmName: z.string(), NewStateValue: z.string() });

/** Opens the mailbox, does the work, and closes it however the work ended. The list grows as mails come. */
export async function withOperatorsMail<T>(
  site: Site,
  now: () => number,
  work: (mails: readonly AlarmMail[]) => Promise<T>,
): Promise<T> {
  const { cloud, names, signal } = site;
  const topicArn = cloud.arn('sns', names.operators);
  const queue = mailboxQueue(cloud, { name: names.mailbox, topicArn });
  return withMailbox(cloud, { queue, topicArn }, unwatched(signal), async (mailbox) => {
    const mails: AlarmMail[] = [];
    let open = true;
    const listening = (async () => {
      while (open)
        for (const { text } of await mailbox.receive()) {
          const { AlarmName, NewStateValue } = Message.parse(JSON.parse(text));
          mails.push({ alarm: AlarmName, state: NewStateValue, at: now() });
        }
    })();
    try {
      return await Promise.race([work(mails), listening.then(() => new Promise<never>(() => undefined))]);
    } finally {
      open = false;
      await listening.catch(() => undefined); // if it failed, the race has told so
    }
  });
}
