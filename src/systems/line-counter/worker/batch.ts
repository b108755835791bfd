// Takes a batch of messages and returns the list of those that failed. Lambda returns them to the queue and deletes the
// others, so every failure must be on the list. Each message fails alone. Notice: Lambda takes an answer of another
// shape for "all failed" (docs: "Reporting batch item failures"), so one place builds the answer.

import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Announcer, announce } from './announce.ts';
import type { Tools } from './count-upload.ts';
import { deadline } from './deadline.ts';
import { type Item, readMessage } from './message.ts';
import { processItem } from './process-item.ts';

/** Small files are read at the same time, because then the waits for S3 overlap and the cache answers many at once. */
const SIDE_BY_SIDE = 10;
/**
 * Bytes of a batch from which its files are read one by one. Streams share one network link (about 75 MB/s), so when
 * time runs out, one complete file is better than two halves.
 */
const LARGE = 256e6;

export type Parts = Tools & Announcer;

interface Unpacked {
  message: SQSRecord;
  items: Item[];
}

/**
 * Messages with most receives first, because SQS counts a receive also when the message had no turn. Among equals the
 * smaller first, so that more of them are finished.
 */
const inTurn = (one: Unpacked, other: Unpacked): number =>
  receives(other.message) - receives(one.message) || sizeOf(one.items) - sizeOf(other.items);

export function lineCounter(parts: Parts) {
  const { telemetry } = parts;

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const receivedAt = new Date().toISOString();
    telemetry.begin(context);
    const time = deadline(() => context.getRemainingTimeInMillis());
    const comeBack = new Set<string>();
    let mailPending = false;
    let failed = 0;

    const messages = event.Records.map((message) => ({ message, items: readMessage(message.body) })).sort(inTurn);
    const returns = ({ message, items }: Unpacked, error: unknown) => {
      failed += 1;
      comeBack.add(message.messageId);
      telemetry.comesBack(message.messageId, items.flatMap(fileOf), error);
    };

    const bytes = messages.reduce((sum, { items }) => sum + sizeOf(items), 0);
    await together(messages, bytes < LARGE ? SIDE_BY_SIDE : 1, async (one) => {
      try {
        // If a later item fails, the whole message returns. The first items are then duplicates and cost nothing.
        for (const [position, item] of one.items.entries())
          mailPending = (await processItem(item, { ...one, position, receivedAt }, parts, time)) || mailPending;
        if (isReadable(one)) return;
        // An unreadable message returns too, so that somebody can find it: after its last receive SQS puts it into the
        // dead-letter queue.
        comeBack.add(one.message.messageId);
        telemetry.returned();
      } catch (error) {
        returns(one, error);
      }
    });

    // When all messages failed and no result of theirs waits, the cache or the time is the cause. Their retries will
    // send the mails.
    if (mailPending || failed < messages.length) {
      try {
        await announce(parts, time);
      } catch (error) {
        // Return only one message: its retry will send everything that waits. Choose the one with the fewest receives
        // so far.
        const [retryCarrier] = messages.toSorted((one, other) => receives(one.message) - receives(other.message));
        if (!retryCarrier || comeBack.has(retryCarrier.message.messageId))
          telemetry.trouble('what waits is not told', error);
        else returns(retryCarrier, error);
      }
    }

    time.clear();
    telemetry.end(context.getRemainingTimeInMillis());
    return { batchItemFailures: [...comeBack].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** How often the message has been received, with this time. */
function receives({ attributes }: SQSRecord): number {
  return Number(attributes?.ApproximateReceiveCount ?? 1);
}

function isReadable({ items }: { items: Item[] }): boolean {
  return items.every(({ kind }) => kind !== 'unreadable');
}

function fileOf(item: Item): { bucket: string; key: string }[] {
  return item.kind === 'upload' ? [{ bucket: item.upload.bucket, key: item.upload.key }] : [];
}

/** Bytes to read. */
function sizeOf(items: Item[]): number {
  return items.reduce((sum, item) => sum + (item.kind === 'upload' ? item.upload.size : 0), 0);
}

/** Runs `work` on every item, at most `width` at the same time. All the runners take items from one iterator. */
async function together<Item>(items: Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const runner = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, runner));
}
