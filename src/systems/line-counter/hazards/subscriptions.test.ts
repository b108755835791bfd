// Subscriptions as SNS keeps them: longer than their topic, and as "Deleted" after somebody ended them.

import { ListSubscriptionsByTopicCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { counts } from '../../../operate/leftovers/receipt.ts';
import { topicToEmail } from '../../../resources/sns/email-subscription.ts';
import { times } from '../../../testing/hazards/open.ts';
import { orphanedSubscriptions } from '../../../testing/hazards/orphaned-subscriptions.ts';
import { is as asks, type Hazard } from '../../../testing/hazards/wire.ts';
import { PURPOSE } from '../../../testing/recorder.ts';
import { type HazardousCounter, quietCounterWith } from '../testing/hazards.ts';

const ANA = 'ana@example.com';
const OPS = 'ops@example.com';
const BOTH = { NOTIFY_EMAIL: ANA, OPERATORS_EMAIL: OPS };

const topicOf = ({ cloud, names }: HazardousCounter) => cloud.arn('sns', names.topic);
/** What a killed demo leaves: a queue that is subscribed to the topic. */
const hearByQueue = async (system: HazardousCounter) => {
  const Endpoint = system.cloud.arn('sqs', `${system.names.stack}-demo-mail`);
  await system.ground.sns.send(new SubscribeCommand({ TopicArn: topicOf(system), Protocol: 'sqs', Endpoint }));
};

describe('hazard 19b · subscriptions outlive their topic', () => {
  test('`down` ends each that is confirmed before its topic goes, and leaves an account without any', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all)], BOTH);
    expect((await system.up()).errors).toEqual([]);
    await hearByQueue(system);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'Unsubscribe')).toBe(3); // the results' two, and the operators'
    expect(await system.left()).toEqual([]);
  });

  test('an unconfirmed one stays listed for ever: it is reported, does not count as left, and nobody waits for it', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all, { pending: [ANA] })], BOTH);
    expect((await system.up()).errors).toEqual([]);
    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'Unsubscribe')).toBe(1); // AWS refuses it for a pending one
    const before = system.clock.now();
    const there = await system.left();
    expect(system.clock.now() - before).toBeLessThan(5);
    expect(there).toEqual([
      {
        service: 'SNS subscription',
        name: `email on ${system.names.topic}`,
        stays: expect.objectContaining({
          en: 'its topic is gone. SNS forgets it by itself; it costs nothing and mails nobody',
        }),
      },
    ]);
    expect(there.filter(counts)).toEqual([]);
  });

  test('one of an existing topic counts as left, and is not reported', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all)], { NOTIFY_EMAIL: ANA });
    await system.up();
    const left = await system.left();
    expect(left.filter(({ service }) => service === 'SNS subscription').map(counts)).toEqual([true]);
  });

  test('one to another account’s topic of our name is neither reported nor left', async () => {
    const foreign = 'arn:aws:sns:us-east-1:999999999999:ada-dev-line-counter-results';
    const heard: Hazard = async (call, pass) => {
      const answer = await pass();
      if (!asks(call, 'ListSubscriptions')) return answer;
      const row = `<member><SubscriptionArn>${foreign}:1</SubscriptionArn><TopicArn>${foreign}</TopicArn><Protocol>sqs</Protocol></member>`;
      return { ...answer, body: answer.body.replace('<Subscriptions>', `<Subscriptions>${row}`) };
    };
    const system = await quietCounterWith(() => [heard]);
    expect(await system.left()).toEqual([]);
  });

  test('a subscription that its reader ended is absent: `up` subscribes again', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all)], { NOTIFY_EMAIL: ANA });
    expect((await system.up()).errors).toEqual([]);
    const { Subscriptions } = await system.ground.sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicOf(system) }),
    );
    const [{ SubscriptionArn } = {}] = Subscriptions ?? [];
    await system.cloud.sns.send(new UnsubscribeCommand({ SubscriptionArn })); // as the link in a mail does
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`E-mail subscription of ${ANA}`]).toBe('created');
    expect(times(up, 'Subscribe')).toBe(1);
    // Beside the row of the ended subscription there is a new one, and the new one counts.
    const again = await system.up();
    expect(again.outcomes[`E-mail subscription of ${ANA}`]).toBe('unchanged');
    expect((await system.down()).errors).toEqual([]);
  });

  test('a confirmed row goes before a pending one, whatever the order and the case of the address', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all, { pending: ['ANA@example.com'] })]);
    await system.up();
    for (const Endpoint of ['ANA@example.com', 'Ana@Example.com'])
      await system.ground.sns.send(new SubscribeCommand({ TopicArn: topicOf(system), Protocol: 'email', Endpoint }));
    const part = topicToEmail(system.cloud, { topicName: system.names.topic, address: ANA, about: PURPOSE });
    const ctx = { ...system.clock, tell() {} };
    expect(await part.describe(ctx)).toEqual({ address: ANA, arn: expect.stringMatching(/^arn:/) });
    expect((await system.down()).errors).toEqual([]);
  });

  test('what is pending cannot be unsubscribed, and the sentence says when it goes', async () => {
    const system = await quietCounterWith((all) => [orphanedSubscriptions(all, { pending: [ANA] })], {
      NOTIFY_EMAIL: ANA,
    });
    await system.up();
    const ctx = { ...system.clock, tell() {} };
    await expect(system.part.topicToEmail?.remove(ctx)).rejects.toMatchObject({
      message: expect.stringMatching(/has not confirmed yet/),
      next: { en: expect.stringMatching(/48 hours/) },
    });
    expect((await system.down()).errors).toEqual([]);
  });
});
