/**
 * A batch of messages in, the list of those that must come back out.
 *
 * Notice that each message stands or falls alone, and that there is one place where the answer is built. Lambda takes an
 * answer it does not understand for "all failed" (docs: "Reporting batch item failures"), so its shape is not left
 * to chance; and no failure is ever answered with silence, because silence means "done, delete it".
 */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Announcer, announce } from './announce.ts';
import type { Tools } from './count-upload.ts';
import { deadline } from './deadline.ts';
import { type Item, readMessage } from './message.ts';
import { processItem } from './process-item.ts';

/** Small files are read side by side, which hides the waiting for S3, and lets the cache answer many at once. */
const SIDE_BY_SIDE = 10;
/**
 * Bytes in a batch from where on its files are read one by one: streams share one network link (about 75 MB/s), and
 * when time runs out, one whole file and one not begun are worth more than two halves.
 */
const LARGE = 256e6;

export type Parts = Tools & Announcer;

interface Unpacked {
  message: SQSRecord;
  items: Item[];
}

/**
 * Who was received most often is first, because SQS counts a message that had no turn like one that failed; among equals
 * the smaller, so that more of them are done with.
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
        // Done halfway is not lost: on the next run the first records are duplicates, and cost nothing.
        for (const [position, item] of one.items.entries())
          mailPending = (await processItem(item, { ...one, position, receivedAt }, parts, time)) || mailPending;
        if (isReadable(one)) return;
        // Kept in the queue, so that it can be found: after its last receive SQS sets it aside with its body.
        comeBack.add(one.message.messageId);
        telemetry.returned();
      } catch (error) {
        returns(one, error);
      }
    });

    // When all have failed and nothing of theirs waits, the cache or the time is out, and they will see to the mails.
    if (mailPending || failed < messages.length) {
      try {
        await announce(parts, time);
      } catch (error) {
        // One is enough: whatever waits by then, it will find. The one with most attempts before it counts as dead.
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

/** How often the message has been received, this time too. */
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

/** Runs `work` on every item, at most `width` at the same time: all the runners take from one iterator. */
async function together<Item>(items: Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const runner = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, runner));
}
