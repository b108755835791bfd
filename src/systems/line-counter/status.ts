// What `status` shows of the line counter besides its parts: queues, records, subscribers, alarms in ALARM.

import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { errorText } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import { type Depth, depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { heardBy } from '../../resources/sns/email-subscription.ts';
import { TOPIC_ABSENT } from '../../resources/sns/topic.ts';
import type { Status } from '../abilities.ts';
import { allRows } from './alarms/table.ts';
import { namesOf } from './names.ts';
import { countRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const EMAIL = {
  confirmed: 'an address is subscribed and confirmed',
  pending: 'not confirmed: open the mail that AWS sent there and confirm',
  ended: 'the reader ended the subscription: npm run up subscribes NOTIFY_EMAIL again, and AWS sends a new mail',
  none: 'nobody is subscribed (NOTIFY_EMAIL, then npm run up)',
};
/** On the local cloud nobody confirms a subscription. */
const NO_MAIL = 'results are published to the topic (the local cloud sends no mail)';

const ALARMS = {
  on: (ring: readonly string[]) =>
    ring.length ? `${ring.join(', ')}: src/systems/line-counter/alarms/runbook.md says what to do` : 'none rings',
  off: () => 'off (ALARMS=on, then npm run up)',
};

export const statusIn =
  (settings: LineCounterSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const where = namesOf(cloud, settings);
    const [queue, deadLetters, records, email, alarms] = await Promise.all([
      depthIfThere(cloud, where.queue),
      depthIfThere(cloud, where.deadLetters),
      complete ? countRecords(cloud, where).catch((error: unknown) => errorText(error)) : undefined,
      subscribed(cloud, cloud.arn('sns', where.topic)),
      alarmsInAlarm(cloud, where.stack, allRows(where)).then((rows) => rows.map(({ name }) => name)),
    ]);
    return {
      lines: [
        { name: 'queue', text: queue ? `${queue.waiting} waiting, ${queue.inFlight} being worked on` : 'not there' },
        { name: 'dead letters', text: String(deadLetters?.waiting ?? 'not there') },
        { name: 'records', text: String(records ?? 'not asked: a part is missing') },
        { name: 'e-mail', text: cloud.local && email !== 'none' ? NO_MAIL : EMAIL[email] },
        { name: 'alarms', text: ALARMS[settings.ALARMS](alarms) },
      ],
      fields: {
        queue: numbers(queue),
        deadLetters: deadLetters?.waiting ?? 0,
        records: typeof records === 'number' ? records : null,
        email,
        ringing: alarms,
      },
    };
  };

const numbers = ({ waiting = 0, inFlight = 0 }: Partial<Depth> = {}) => ({ waiting, inFlight });

/** All subscribers count, not only NOTIFY_EMAIL. One confirmed address is enough. */
async function subscribed({ sns: client }: Owned, TopicArn: string): Promise<keyof typeof EMAIL> {
  const arns: string[] = [];
  await absentWhen(TOPIC_ABSENT, async () => {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { Protocol, SubscriptionArn = '' } of Subscriptions)
        if (Protocol?.startsWith('email')) arns.push(SubscriptionArn);
  });
  return heardBy(arns);
}
