// Hazard 19b: a subscription stays after its topic. SNS lists it for hours after DeleteTopic, here for ever. An ended
// one is listed as "Deleted" for days. A wrong ARN is refused. Recorded on AWS (localstack, sns
// test_delete_subscriptions_on_delete_topic, test_unsubscribe_wrong_arn_format).

import { ListSubscriptionsByTopicCommand, type Subscription } from '@aws-sdk/client-sns';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';
import { withRows } from './xml.ts';

export interface SubscriptionLives {
  /** Addresses that nobody has confirmed. */
  readonly pending?: readonly string[];
}

export function orphanedSubscriptions({ ground }: HazardContext, { pending = [] }: SubscriptionLives = {}): Hazard {
  const orphans: Subscription[] = [];
  const ended: Subscription[] = [];
  const rowsOf = async (TopicArn: string) => {
    const asking = ground.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return asking.then(
      ({ Subscriptions = [] }) => Subscriptions,
      () => [],
    );
  };

  return async (call, pass) => {
    if (call.service !== 'sns') return pass();
    if (is(call, 'Unsubscribe')) {
      const arn = asked(call, 'SubscriptionArn');
      if (arn.split(':').length < 6)
        return refuse(
          call,
          'InvalidParameter',
          'Invalid parameter: SubscriptionArn Reason: An ARN must have 6 elements',
        );
      const rows = await rowsOf(arn.replace(/:[^:]+$/, ''));
      ended.push(...rows.filter(({ SubscriptionArn }) => SubscriptionArn === arn));
      return pass();
    }
    if (is(call, 'DeleteTopic')) orphans.push(...(await rowsOf(asked(call, 'TopicArn'))));
    const answer = await pass();
    if (!/^ListSubscriptions/.test(call.operation) || answer.status >= 300) return answer;
    const topic = asked(call, 'TopicArn');
    const gone = ended.filter(({ TopicArn }) => !topic || TopicArn === topic).map((one) => row(one, 'Deleted'));
    const lost = topic ? [] : orphans.map((one) => row(one, String(one.SubscriptionArn)));
    const body = withRows(answer.body, 'Subscriptions', (rows) => [...gone, ...rows, ...lost], 'member');
    return { ...answer, body: pending.reduce(unconfirmed, body) };
  };
}

const row = ({ TopicArn, Protocol, Endpoint }: Subscription, arn: string) =>
  `<member><SubscriptionArn>${arn}</SubscriptionArn><Owner/><TopicArn>${TopicArn}</TopicArn>` +
  `<Protocol>${Protocol}</Protocol><Endpoint>${Endpoint}</Endpoint></member>`;

const unconfirmed = (body: string, address: string) =>
  withRows(
    body,
    'Subscriptions',
    (rows) =>
      rows.map((one) =>
        one.includes(`>${address}<`) ? one.replace(/(<SubscriptionArn>)arn:[^<]*/, '$1PendingConfirmation') : one,
      ),
    'member',
  );
