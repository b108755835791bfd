// The site of the drills: a line counter of its own in stage "drill", so that nobody's files, records or mails are
// used. It counts every message that it causes, because the local cloud has no metric for them.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Redis } from 'ioredis';
import type { Owned } from '../../../aws/clients.ts';
import { Problem } from '../../../engine/problems.ts';
import { SILENT } from '../../../engine/progress.ts';
import { type Run, startRun } from '../../../engine/run.ts';
import { wallClock } from '../../../engine/wait.ts';
import { findLocalCloud } from '../../../local/cloud.ts';
import type { Signal } from '../../../patterns/alarms/row.ts';
import { terminal } from '../../../screen/terminal.ts';
import { type Environment, ownership } from '../../../settings/settings.ts';
import { DRILL_STAGE, type StoryWith } from '../../abilities.ts';
import { forgetRecords } from '../forget-records.ts';
import { type Names, namesOf, STACK } from '../names.ts';
import { type LineCounter, lineCounter } from '../parts.ts';
import { type LineCounterSettings, lineCounterSettings } from '../settings.ts';
import { Samples } from './samples.ts';

const UNSEEN = { ...SILENT, finish() {} };

/** For the drill that unsubscribes everybody. Used only on the local cloud, where no mail is sent. */
const ACCOUNTANTS = 'accountants@example.com';

export interface Site {
  readonly cloud: Owned;
  readonly settings: LineCounterSettings;
  readonly names: Names;
  readonly part: LineCounter;
  readonly signal: AbortSignal;
  /** Messages that were sent to the queue since the site was opened. */
  readonly sent: () => number;
  /** Numbers that the drill itself has noted since the last call: a refusal that it got, a mail that it refused. */
  readonly noted: () => Samples;
  note(signal: Signal, value: number): void;
  /** A direct connection to the cache, without the functions. Only on a local cloud of ours. */
  readonly cache: Redis | undefined;
  /** Puts a file of one line into the bucket: one message. */
  upload(key: string): Promise<unknown>;
  /** Puts a message into the queue, without the bucket. */
  send(body: string): Promise<unknown>;
  /** `npm run up` for this stage. @returns "repaired BatchSize" for each part that it changed */
  up(): Promise<string[]>;
  down(): Promise<void>;
  close(): void;
}

export interface Opening {
  readonly cloud: Owned;
  readonly env: Environment;
  readonly storyWith: StoryWith;
  readonly signal: AbortSignal;
  /** Where building and removing are shown: on AWS, because there they take minutes. */
  readonly screen?: NodeJS.WriteStream;
}

/** @param home of the local cloud, if it is not the usual one */
export async function openSite(session: Opening, home?: string) {
  const { signal } = session;
  // All alarms must exist. On AWS every new subscription sends a mail to a person, and no drill there needs one.
  const address = session.cloud.local ? ACCOUNTANTS : undefined;
  const env = {
    ...{ ...session.env, STAGE: DRILL_STAGE, ALARMS: 'on', REQUEST_METRICS: 'on' },
    ...{ OPERATORS_EMAIL: undefined, NOTIFY_EMAIL: address },
  };
  const settings = lineCounterSettings(env);
  const cloud: Owned = { ...session.cloud, tags: ownership(settings, STACK) };
  const story = await session.storyWith(env, cloud);
  const names = namesOf(cloud, settings);
  const part = lineCounter(cloud, settings);
  const local = await findLocalCloud(home ? { home } : {});
  const ours = local !== undefined && local.endpoint === cloud.endpoint;
  const cache = ours ? openCache(local.cache.plainPort) : undefined;
  let sent = 0;
  let noted = new Samples();
  let queueUrl: string | undefined;

  // Without the signal, because Ctrl-C ends a drill, but not the repair after it.
  const tell = async (story: (run: Run) => unknown): Promise<string[]> => {
    const screen = !cloud.local && session.screen ? terminal(session.screen, {}, names.stack) : UNSEEN;
    const run = startRun({ clock: wallClock(), screen, journal: cloud.journal });
    story(run.run);
    await run.finished().finally(screen.finish);
    return run.results
      .filter(({ outcome }) => outcome === 'repaired' || outcome === 'created')
      .map(({ title, outcome, drift }) => `${title} ${outcome} ${drift.map(({ field }) => field).join(', ')}`.trim());
  };
  const site: Site = {
    ...{ cloud, settings, names, part, signal, cache },
    sent: () => sent,
    noted() {
      const before = noted;
      noted = new Samples();
      return before;
    },
    note: (signal, value) => noted.add(signal, value),
    async upload(Key) {
      sent += 1;
      await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'one line\n' }));
    },
    async send(MessageBody) {
      sent += 1;
      queueUrl ??= (await cloud.sqs.send(new GetQueueUrlCommand({ QueueName: names.queue }))).QueueUrl;
      await cloud.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
    },
    up: () => tell(story.up),
    async down() {
      await tell(story.down);
      if (cloud.endpoint) await forgetRecords(cloud.endpoint, names.namespace, home);
    },
    close: () => cache?.disconnect(),
  };
  return site;
}

/** @throws Problem where the cache cannot be reached: on AWS, and on an emulator that is not ours */
export function cacheOf({ cache }: Site): Redis {
  if (cache) return cache;
  throw new Problem(
    'This drill works on the cache itself, and only that of our own local cloud can be reached from here.',
    {
      next: 'Unset AWS_ENDPOINT_URL and run the same command again; on AWS, nothing outside of its network reaches the cache.',
    },
  );
}

function openCache(port: number): Redis {
  const cache = new Redis({ host: '127.0.0.1', port, commandTimeout: 400, maxRetriesPerRequest: 0 });
  cache.on('error', () => undefined); // a drill stops the cache: each command gets its own error
  return cache;
}
