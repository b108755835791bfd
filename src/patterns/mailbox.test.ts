// The mailbox of a demo, on a real topic: it gets the messages, and it is always removed.

import { CreateTopicCommand, ListSubscriptionsByTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, inject, test } from 'vitest';
import { type Owned, openCloud } from '../aws/clients.ts';
import { wallClock } from '../engine/wait.ts';
import { mailboxQueue, withMailbox } from './mailbox.ts';

const { endpoint } = inject('cloud');
const tags = {
  project: 'ada',
  stage: 'mail',
  stack: 'audit-log',
  region: 'us-east-1',
  'managed-by': 'sdk-scripts',
} as const;
const cloud: Owned = { ...(await openCloud({ region: 'us-east-1', endpoint, account: '246813579024' })), tags };
afterAll(() => cloud.close());

const topicArn = String((await cloud.sns.send(new CreateTopicCommand({ Name: 'results' }))).TopicArn);
const stopped = new AbortController();
const ctx = { ...wallClock(stopped.signal), tell: () => {} };
const mailbox = { queue: mailboxQueue(cloud, { name: 'demo-mail', topicArn }), topicArn };

async function left(): Promise<number> {
  const { QueueUrls = [] } = await cloud.sqs.send(new ListQueuesCommand({}));
  const { Subscriptions = [] } = await cloud.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
  return QueueUrls.length + Subscriptions.length;
}

test('a message published while it is open is read, with subject and text', async () => {
  const letters = await withMailbox(cloud, mailbox, ctx, async ({ receive }) => {
    expect(await left()).toBe(2);
    await cloud.sns.send(new PublishCommand({ TopicArn: topicArn, Subject: 'three', Message: 'um\nção' }));
    return receive();
  });
  expect(letters).toEqual([{ subject: 'three', text: 'um\nção', attributes: {} }]);
  expect(await left()).toBe(0);
});

test('the work fails: its error is thrown, and nothing is left', async () => {
  const failing = withMailbox(cloud, mailbox, ctx, async () => {
    throw new Error('no count came');
  });
  await expect(failing).rejects.toThrow('no count came');
  expect(await left()).toBe(0);
});

test('Ctrl-C in the middle ends the work, but not the removal', async () => {
  const interrupted = withMailbox(cloud, mailbox, ctx, async () => {
    stopped.abort();
    await ctx.pause(60);
  });
  await expect(interrupted).rejects.toThrow('Stopped by Ctrl-C');
  expect(await left()).toBe(0);
});
