// The site of the drills: a line counter of its own. It counts every message that it causes, because the local cloud has
// no metric for them.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Redis } from 'ioredis';
import { Problem } from '../../../engine/problems.ts';
import { findLocalCloud } from '../../../local/cloud.ts';
import { type Opening, type Site, siteOf } from '../../../operate/drills/site.ts';
import { ownership } from '../../../settings/settings.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { allRows } from '../alarms/table.ts';
import { forgetRecords } from '../forget-records.ts';
import { type Names, namesOf, STACK } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { lineCounterSettings } from '../settings.ts';
import { recorder, type Watched } from './recorder.ts';

/** For the drill that unsubscribes everybody. Used only on the local cloud, where no mail is sent. */
const ACCOUNTANTS = 'accountants@example.com';

export interface LineCounterSite extends Site, Watched {
  readonly names: Names;
  readonly part: LineCounter;
  /** Puts a file of one line into the bucket: one message. */
  upload(key: string): Promise<unknown>;
  /** Puts a message into the queue, without the bucket. */
  send(body: string): Promise<unknown>;
}

/** @param home of the local cloud, if it is not the usual one */
export async function openSite(session: Opening, home?: string): Promise<LineCounterSite> {
  // All alarms must exist. On AWS every new subscription sends a mail to a person, and no drill there needs one.
  const address = session.cloud.local ? ACCOUNTANTS : undefined;
  const env = {
    ...{ ...session.env, STAGE: DRILL_STAGE, ALARMS: 'on', REQUEST_METRICS: 'on' },
    ...{ OPERATORS_EMAIL: undefined, NOTIFY_EMAIL: address },
  };
  const settings = lineCounterSettings(env);
  const cloud = { ...session.cloud, tags: ownership(settings, STACK) };
  const site = siteOf(session, cloud, await session.storyWith(env, cloud));
  const names = namesOf(cloud, settings);
  const local = await findLocalCloud(home ? { home } : {});
  const ours = local !== undefined && local.endpoint === cloud.endpoint;
  const cache = ours ? openCache(local.cache.plainPort) : undefined;
  let count = 0;
  let queueUrl: string | undefined;
  const sent = () => count;
  return {
    ...{ ...site, names, sent, cache, rows: allRows(names), part: lineCounter(cloud, settings) },
    recorder: (period) => recorder({ ...site, names, cache, sent }, period),
    async upload(Key) {
      count += 1;
      await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'one line\n' }));
    },
    async send(MessageBody) {
      count += 1;
      queueUrl ??= (await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.queue }))).QueueUrl;
      await cloud.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
    async down() {
      await site.down();
      if (cloud.endpoint) await forgetRecords(cloud.endpoint, names.namespace, home);
    },
    close: () => cache?.disconnect(),
  };
}

/** @throws Problem where the cache cannot be reached: on AWS, and on an emulator that is not ours */
export function cacheOf({ cache }: LineCounterSite): Redis {
  if (cache) return cache;
  throw new Problem(
    {
      en: 'This drill works on the cache itself, and only that of our own local cloud can be reached from here.',
      pt: 'Este simulado age no próprio cache, e daqui só se alcança o da nossa nuvem local.',
    },
    {
      next: {
        en: 'Unset AWS_ENDPOINT_URL and run the same command again; on AWS, nothing outside of its network reaches the cache.',
        pt: 'Tire AWS_ENDPOINT_URL e rode o mesmo comando de novo; na AWS, nada fora da rede alcança o cache.',
      },
    },
  );
}

function openCache(port: number): Redis {
  const cache = new Redis({ host: '127.0.0.1', port, commandTimeout: 400, maxRetriesPerRequest: 0 });
  cache.on('error', () => undefined); // a drill stops the cache: each command gets its own error
  return cache;
}
