// Subscriptions as SNS really keeps them: longer than their topic, and as "Deleted" once somebody ended them.

import { ListSubscriptionsByTopicCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { counts } from '../../operate/leftovers/receipt.ts';
import { topicToEmail } from '../../resources/sns/email-subscription.ts';
import { PURPOSE } from '../recorder.ts';
import { orphanedSubscriptions } from './orphaned-subscriptions.ts';
import { is as asks, type Hazard } from './wire.ts';
import { openQuietWorld, type Told, times } from './world.ts';

const ANA = 'ana@example.com';
const OPS = 'ops@example.com';
const BOTH = { NOTIFY_EMAIL: ANA, OPERATORS_EMAIL: OPS };

const topicOf = ({ cloud, is }: Told) => cloud.arn('sns', is.topic);
/** What a demo leaves that was killed: a queue that hears the topic. */
const hearByQueue = async (world: Told) => {
  const Endpoint = world.cloud.arn('sqs', `${world.is.stack}-demo-mail`);
  await world.ground.sns.send(new SubscribeCommand({ TopicArn: topicOf(world), Protocol: 'sqs', Endpoint }));
};

describe('hazard 19b · subscriptions outlive their topic', () => {
  test('`down` ends each that is confirmed before its topic goes, and leaves an account without any', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all)], BOTH);
    expect((await world.up()).errors).toEqual([]);
    await hearByQueue(world);
    const down = await world.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'Unsubscribe')).toBe(3); // the results' two, and the operators'
    expect(await world.left()).toEqual([]);
  });

  test('one that nobody confirmed stays listed for ever: it is news and nothing left, and nobody waits for it', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all, { pending: [ANA] })], BOTH);
    expect((await world.up()).errors).toEqual([]);
    const down = await world.down();
    expect(down.errors).toEqual([]);
    expect(times(down, 'Unsubscribe')).toBe(1); // AWS refuses it for a pending one
    const before = world.clock.now();
    const there = await world.left();
    expect(world.clock.now() - before).toBeLessThan(5);
    expect(there).toEqual([
      {
        service: 'SNS subscription',
        name: `email on ${world.is.topic}`,
        stays: expect.stringMatching(/topic is gone. SNS forgets it by itself; it costs nothing and mails nobody/),
      },
    ]);
    expect(there.filter(counts)).toEqual([]);
  });

  test('of a topic that is still there it is left, and no news', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all)], { NOTIFY_EMAIL: ANA });
    await world.up();
    const left = await world.left();
    expect(left.filter(({ service }) => service === 'SNS subscription').map(counts)).toEqual([true]);
  });

  test('another account’s topic of our name, heard by this account, is neither', async () => {
    const foreign = 'arn:aws:sns:us-east-1:999999999999:ada-dev-line-counter-results';
    const heard: Hazard = async (call, pass) => {
      const answer = await pass();
      if (!asks(call, 'ListSubscriptions')) return answer;
      const row = `<member><SubscriptionArn>${foreign}:1</SubscriptionArn><TopicArn>${foreign}</TopicArn><Protocol>sqs</Protocol></member>`;
      return { ...answer, body: answer.body.replace('<Subscriptions>', `<Subscriptions>${row}`) };
    };
    const world = await openQuietWorld(() => [heard]);
    expect(await world.left()).toEqual([]);
  });

  test('a subscription that its reader ended is absent: `up` subscribes again', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all)], { NOTIFY_EMAIL: ANA });
    expect((await world.up()).errors).toEqual([]);
    const { Subscriptions } = await world.ground.sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicOf(world) }),
    );
    const [{ SubscriptionArn } = {}] = Subscriptions ?? [];
    await world.cloud.sns.send(new UnsubscribeCommand({ SubscriptionArn })); // as the link in a mail does
    const up = await world.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`E-mail subscription of ${ANA}`]).toBe('created');
    expect(times(up, 'Subscribe')).toBe(1);
    // Beside the row of the ended one stands the new one: that one counts.
    const again = await world.up();
    expect(again.outcomes[`E-mail subscription of ${ANA}`]).toBe('unchanged');
    expect((await world.down()).errors).toEqual([]);
  });

  test('a confirmed row goes before a pending one, whatever the order and the case of the address', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all, { pending: ['ANA@example.com'] })]);
    await world.up();
    for (const Endpoint of ['ANA@example.com', 'Ana@Example.com'])
      await world.ground.sns.send(new SubscribeCommand({ TopicArn: topicOf(world), Protocol: 'email', Endpoint }));
    const part = topicToEmail(world.cloud, { topicName: world.is.topic, address: ANA, about: PURPOSE });
    const ctx = { ...world.clock, tell() {} };
    expect(await part.describe(ctx)).toEqual({ address: ANA, arn: expect.stringMatching(/^arn:/) });
    expect((await world.down()).errors).toEqual([]);
  });

  test('what is pending cannot be unsubscribed, and the sentence says when it goes', async () => {
    const world = await openQuietWorld((all) => [orphanedSubscriptions(all, { pending: [ANA] })], {
      NOTIFY_EMAIL: ANA,
    });
    await world.up();
    const ctx = { ...world.clock, tell() {} };
    await expect(world.part.topicToEmail?.remove(ctx)).rejects.toMatchObject({
      message: expect.stringMatching(/has not confirmed yet/),
      next: expect.stringMatching(/48 hours/),
    });
    expect((await world.down()).errors).toEqual([]);
  });
});
