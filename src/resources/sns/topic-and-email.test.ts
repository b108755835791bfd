// The topic and the address that hears of it, beat by beat.
// Notice: every Subscribe sends a mail to a person, so the second run must not send one.

import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import { heardBy, topicToEmail } from './email-subscription.ts';
import type { Topic } from './topic.ts';

const shop = await openWorkshop();
const { cloud, part, make, ctx } = shop;

const set = (field: string, AttributeValue: string) => ({
  field,
  byHand: ({ arn }: Topic) =>
    cloud.sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: field, AttributeValue })),
});

fourBeats('The topic', shop, () => ({ step: part.topic, needs: {} }), {
  'somebody changes the sender that people see': set('DisplayName', 'Somebody'),
  'somebody lets the whole world publish': set(
    'Policy',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*' }],
    }),
  ),
});

const email = topicToEmail(cloud, {
  topicName: 'ada-dev-line-counter-results',
  address: 'ana@example.com',
  about: PURPOSE,
});
fourBeats('The e-mail subscription', shop, async () => ({ step: email, needs: { topic: await make(part.topic) } }), {});

test('the second run asks for no second mail', async () => {
  const needs = { topic: await make(part.topic) };
  await email.ensure(needs, ctx);
  const before = cloud.journal.calls.length;
  await email.ensure(needs, ctx);
  expect(cloud.journal.calls.slice(before).map(({ operation }) => operation)).not.toContain('Subscribe');
});

test('another address on the same topic is not taken for ours', async () => {
  const other = topicToEmail(cloud, {
    topicName: 'ada-dev-line-counter-results',
    address: 'bia@example.com',
    about: PURPOSE,
  });
  expect(await other.describe(ctx)).toBeUndefined();
});

test('without an address there is no subscription in the parts list', async () => {
  expect(part.topicToEmail).toBeUndefined();
  const { part: with_ } = await openWorkshop({ NOTIFY_EMAIL: 'ana@example.com' });
  expect(with_.topicToEmail?.title).toBe('E-mail subscription of ana@example.com');
});

test('a topic that is gone has no subscription, and removing it says absent', async () => {
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
