// The recorder: the numbers that CloudWatch would have measured in a period, taken from the local cloud. The worker's
// own numbers come from its log, Lambda's from the lines that Lambda writes there, the queues' from their attributes
// and messages, the cache's from Valkey, the mails from the topic's subscriptions.

import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Redis } from 'ioredis';
import type { Owned } from '../../../aws/clients.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import { functionLog, inUsualTime } from '../../../operate/drills/function-log.ts';
import { Samples } from '../../../operate/drills/samples.ts';
import type { Site } from '../../../operate/drills/site.ts';
import { signals } from '../alarms/signals.ts';
import { WORKER_TIMEOUT } from '../functions.ts';
import type { Names } from '../names.ts';
import { PAGE_TIMEOUT } from '../page/limits.ts';
import { cacheNumbers } from './cache-numbers.ts';

/** What the recorder looks at. */
export interface Watched extends Pick<Site, 'cloud' | 'noted'> {
  readonly names: Names;
  /** Messages that were sent to the queue since the site was opened. */
  readonly sent: () => number;
  /** A direct connection to the cache, without the functions. Only on a local cloud of ours. */
  readonly cache: Redis | undefined;
}

/** @param period seconds that stand for one minute of an age @returns the numbers of the next period */
export function recorder(site: Watched, period: number): () => Promise<Samples> {
  const { cloud, names } = site;
  const on = signals(names);
  const readLog = functionLog(cloud, `/aws/lambda/${names.worker}`, on);
  const ofPage = { invocations: on.pageVisits, errors: on.pageErrors, duration: on.pageDuration };
  const readPage = functionLog(cloud, `/aws/lambda/${names.page}`, ofPage);
  const readCache = site.cache ? cacheNumbers(site.cache, on) : async () => {};
  let before: { sent: number; done: number } | undefined;

  /**
   * Messages are sent, wait, become dead letters, or are finished. SQS counts waiting and dead ones, we the sent ones.
   */
  const queues = async (into: Samples) => {
    const [jobs, dead] = await Promise.all([depthOf(cloud, names.queue), depthOf(cloud, names.deadLetters)]);
    const [sent, there] = [site.sent(), jobs.waiting + jobs.inFlight + dead.waiting + dead.inFlight];
    const done = Math.max(before?.done ?? Number.NEGATIVE_INFINITY, sent - there);
    into.add(on.sent, sent - (before?.sent ?? sent));
    into.add(on.deleted, before ? done - before.done : 0);
    into.add(on.visible, jobs.waiting);
    into.add(on.inFlight, jobs.inFlight);
    into.add(on.dead, dead.waiting);
    into.add(on.age, (await oldest(cloud, jobs.url)) * (60 / period));
    before = { sent, done };
  };

  return async () => {
    const now = new Samples();
    await Promise.all([readLog(now), readPage(now), queues(now), readCache(now)]);
    now.addAll(site.noted());
    const mailed = now.of(on.mailed);
    if (mailed) now.add(on.delivered, (await confirmed(cloud, names.topic)) * mailed);
    await inUsualTime(cloud, now, { of: on.pageDuration, functionName: names.page, usual: PAGE_TIMEOUT });
    return inUsualTime(cloud, now, { of: on.duration, functionName: names.worker, usual: WORKER_TIMEOUT });
  };
}

/** Seconds that the oldest message has waited, 0 without one. The local cloud shows messages without taking them. */
async function oldest({ endpoint, account }: Owned, queueUrl: string): Promise<number> {
  const answer = await fetch(
    `${endpoint}/_ministack/sqs/messages?account=${account}&QueueUrl=${encodeURIComponent(queueUrl)}`,
  );
  const sent = [...(await answer.text()).matchAll(/"SentTimestamp": "(\d+)"/g)].map(([, moment]) => Number(moment));
  return sent.length ? (Date.now() - Math.min(...sent)) / 1000 : 0;
}

/** The number of confirmed e-mail subscriptions: a mail is delivered so many times. */
async function confirmed(cloud: Owned, topic: string): Promise<number> {
  const TopicArn = cloud.arn('sns', topic);
  const { Subscriptions = [] } = await cloud.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.filter(
    ({ Protocol, SubscriptionArn }) => Protocol === 'email' && SubscriptionArn?.startsWith('arn:'),
  ).length;
}
