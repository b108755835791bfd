/**
 * The mails to people. Results come as fast as documents arrive; mails go out once a second at most. So a notice is first
 * laid down in the bucket of results. Whoever may send the next mail sends all notices that lie there, in one mail. The
 * others see that theirs is gone, and are done.
 *
 * Notice that a notice is removed after its mail was published. When the function ends in between, another mail has it
 * again, and nothing is left out.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Language } from '../../../engine/text.ts';
import type { MailSlot } from './mail-slot.ts';
import { mailOf, type Notice } from './notice.ts';
import type { Publish } from './publish.ts';

const WAITING = 'mails/waiting/';
/** Notices in one mail, so that it stays below the 256 KB of a message (SNS quotas, "Message size"). */
const MOST = 100;
/** Milliseconds that are left of an invocation when it stops waiting: enough to end well. */
const MARGIN = 5_000;

export interface MailTools {
  readonly s3: S3Client;
  /** Name of the bucket of results. */
  readonly bucket: string;
  readonly slot: Pick<MailSlot, 'claim'>;
  readonly publish: Publish;
  readonly language: Language;
}

/** Returns when the notice was in a mail. Throws when there was no time for that: Lambda then calls again. */
export type TellByMail = (notice: Notice, order: string, remaining: () => number) => Promise<void>;

/** A notice of the same event has the same place. @param order the padded sequencer of its event */
export const mails =
  (tools: MailTools): TellByMail =>
  async (notice, order, remaining) => {
    const { s3, bucket: Bucket, slot } = tools;
    const Key = `${WAITING}${createHash('sha256').update(notice.attributes.key).digest('hex')}-${order}`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(notice) }));
    while (await noticeAt(tools, Key)) {
      const wait = await slot.claim();
      if (wait === 0) await sendWith(tools, Key);
      else if (remaining() - wait < MARGIN) throw new Error('No mail could be sent in time: too many notices wait.');
      else await pause(wait);
    }
  };

/** One mail of what lies there: ours is in it. */
async function sendWith(tools: MailTools, ours: string): Promise<void> {
  const { s3, bucket: Bucket, publish, language } = tools;
  const list = new ListObjectsV2Command({ Bucket, Prefix: WAITING, MaxKeys: MOST });
  const { Contents = [] } = await s3.send(list);
  const keys = [...new Set([ours, ...Contents.flatMap(({ Key = [] }) => Key)])].slice(0, MOST);
  const notices = (await Promise.all(keys.map((key) => noticeAt(tools, key)))).filter((one) => one !== undefined);
  if (!notices.length) return; // another mail had them in this moment
  await publish(mailOf(notices, language));
  const Objects = keys.map((Key) => ({ Key }));
  await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
}

/** `undefined` when it was in a mail. */
async function noticeAt({ s3, bucket: Bucket }: MailTools, Key: string): Promise<Notice | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse((await Body?.transformToString()) ?? '');
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}
