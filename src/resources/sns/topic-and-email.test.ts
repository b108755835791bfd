// The topic and its e-mail address, beat by beat. Every Subscribe sends a mail to a person, so the second run must not
// send one.

import { SetSubscriptionAttributesCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { topicBreaks } from './breaks.ts';
import { heardBy, topicToEmail } from './email-subscription.ts';
import type { Filter } from './subscription-filter.ts';
import { snsTopic } from './topic.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx } = testCloud;
const topicName = `${name}-results`;
const topic = snsTopic(cloud, { name: topicName, displayName: 'To try', about: PURPOSE });

fourBeats('The topic', testCloud, () => ({ step: topic, needs: {} }), topicBreaks);

const email = topicToEmail(cloud, { topicName, address: 'ana@example.com', about: PURPOSE });
fourBeats('The e-mail subscription', testCloud, async () => ({ step: email, needs: { topic: await make(topic) } }), {});

test('the second run asks for no second mail', async () => {
  const needs = { topic: await make(topic) };
  await email.ensure(needs, ctx);
  const before = cloud.journal.calls.length;
  await email.ensure(needs, ctx);
  expect(cloud.journal.calls.slice(before).map(({ operation }) => operation)).not.toContain('Subscribe');
});

test('a filter is given with Subscribe, repaired when somebody changes it, and taken away by an empty one', async () => {
  const needs = { topic: await make(topic) };
  const filtering = (filter: Filter) =>
    topicToEmail(cloud, { topicName, address: 'caio@example.com', about: PURPOSE, filter });
  const rejected = filtering({ status: ['rejected'] });
  const { live } = await rejected.ensure(needs, ctx);
  const set = (AttributeValue: string) =>
    cloud.sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: live.arn,
        AttributeName: 'FilterPolicy',
        AttributeValue,
      }),
    );
  expect(await rejected.ensure(needs, ctx)).toMatchObject({ outcome: 'unchanged' });
  await set('{"status":["accepted"]}');
  const repaired = await rejected.ensure(needs, ctx);
  expect([repaired.outcome, repaired.drift.map(({ field }) => field)]).toEqual(['repaired', ['FilterPolicy']]);
  const all = filtering({});
  expect((await all.ensure(needs, ctx)).outcome).toBe('repaired');
  expect((await all.ensure(needs, ctx)).outcome).toBe('unchanged');
});

test('another address on the same topic is not taken for ours', async () => {
  const other = topicToEmail(cloud, { topicName, address: 'bia@example.com', about: PURPOSE });
  expect(await other.describe(ctx)).toBeUndefined();
});

test('a deleted topic has no subscription, and removing that says absent', async () => {
  const gone = topicToEmail(cloud, { topicName: 'nobody-made-this', address: 'ana@example.com', about: PURPOSE });
  expect(await gone.remove(ctx)).toBe('absent');
});

test.each([
  [[], 'none'],
  [['Deleted'], 'ended'],
  [['Deleted', 'PendingConfirmation'], 'pending'],
  [['PendingConfirmation', 'arn:aws:sns:us-east-1:1:t:2', 'Deleted'], 'confirmed'],
])('of %j the status says "%s"', (arns, word) => {
  expect(heardBy(arns)).toBe(word);
});
