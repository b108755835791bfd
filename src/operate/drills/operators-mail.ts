// The operators' mails during a drill: a queue of ours subscribes to the operators' topic and notes the times.

import * as v from 'valibot';
import { unwatched } from '../../engine/wait.ts';
import { mailboxQueue, withMailbox } from '../../patterns/mailbox.ts';
import type { Site } from './site.ts';

export interface AlarmMail {
  /** "ada-drill-audit-log-has-gaps" */
  readonly alarm: string;
  readonly state: string;
  /** Seconds on the clock of the drill. */
  readonly at: number;
}

/** What CloudWatch publishes when an alarm changes (user guide, "Amazon SNS notifications for alarms"). */
const Message = v.object({ AlarmName: v.string(), NewStateValue: v.string() });

/** Opens the mailbox, does the work, and closes the mailbox, also after an error. The list grows as mails arrive. */
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
          const { AlarmName, NewStateValue } = v.parse(Message, JSON.parse(text));
          mails.push({ alarm: AlarmName, state: NewStateValue, at: now() });
        }
    })();
    try {
      return await Promise.race([work(mails), listening.then(() => new Promise<never>(() => undefined))]);
    } finally {
      open = false;
      await listening.catch(() => undefined); // its failure was already thrown by the race
    }
  });
}
