// What `status` tells of the document intake beside its parts: who hears of results, and events that failed.

import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { heardBy } from '../../resources/sns/email-subscription.ts';
import { TOPIC_ABSENT } from '../../resources/sns/topic.ts';
import type { Status } from '../abilities.ts';
import { intakeRows } from './alarms/rows.ts';
import { namesOf } from './names.ts';
import type { DocumentIntakeSettings } from './settings.ts';

const EMAIL = {
  confirmed: 'an address is subscribed and confirmed',
  pending: 'not confirmed: open the mail that AWS sent there and confirm',
  ended: 'the reader ended the subscription: npm run up subscribes NOTIFY_EMAIL again, and AWS sends a new mail',
  none: 'nobody is subscribed (NOTIFY_EMAIL, then npm run up)',
};

export const statusIn =
  (settings: DocumentIntakeSettings) =>
  async (cloud: Owned): Promise<Status> => {
    const names = namesOf(cloud, settings);
    const { topic, failures, stack } = names;
    const [email, failed, ringing] = await Promise.all([
      subscribed(cloud, cloud.arn('sns', topic)),
      depthIfThere(cloud, failures),
      alarmsInAlarm(cloud, stack, intakeRows(names)).then((rows) => rows.map(({ name }) => name)),
    ]);
    return {
      lines: [
        { name: 'e-mail', text: EMAIL[email] },
        { name: 'it hears', text: settings.INTAKE_MAIL === 'all' ? 'every result' : 'rejections' },
        { name: 'failed events', text: failed ? `${failed.waiting} waiting` : 'not there' },
        { name: 'alarms', text: settings.ALARMS === 'on' ? ringing.join(', ') || 'none rings' : 'off' },
      ],
      fields: { email, mail: settings.INTAKE_MAIL, deadLetters: failed?.waiting ?? 0, ringing },
    };
  };

/** A topic that is not there has no subscribers. */
async function subscribed({ sns: client }: Owned, TopicArn: string) {
  const arns: string[] = [];
  await absentWhen(TOPIC_ABSENT, async () => {
    for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
      for (const { Protocol, SubscriptionArn = '' } of Subscriptions)
        if (Protocol === 'email') arns.push(SubscriptionArn);
  });
  return heardBy(arns);
}
