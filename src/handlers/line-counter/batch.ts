/**
 * A batch of messages in, the list of those that must come back out.
 *
 * Notice that each message stands or falls alone, and that there is one place where the answer is built. Lambda takes an
 * answer it does not understand for "all failed" (docs: "Reporting batch item failures"), so its shape is not left
 * to chance; and no failure is ever answered with silence, because silence means "done, delete it".
 */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Announcer, announce } from './announce.ts';
import type { Notice } from './announcement.ts';
import { countUpload, type Tools } from './count-upload.ts';
import { type Deadline, deadline } from './deadline.ts';
import { type Item, readMessage } from './message.ts';

/** Small files are read side by side, which hides the waiting for S3. */
const SIDE_BY_SIDE = 4;
/**
 * Bytes in a batch from where on its files are read one by one: streams share one network link (about 75 MB/s), and
 * when time runs out, one whole file and one not begun are worth more than two halves.
 */
const LARGE = 256e6;

export type Parts = Tools & Announcer;
type Message = Pick<SQSRecord, 'messageId' | 'body'>;

export function lineCounter(parts: Parts) {
  const { telemetry } = parts;

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    telemetry.begin(context);
    const time = deadline(() => context.getRemainingTimeInMillis());
    const comeBack = new Set<string>();
    const found: { notice: Notice; messageId: string }[] = [];

    function returns(messageId: string, error: unknown) {
      comeBack.add(messageId);
      telemetry.comesBack(messageId, error);
    }

    const messages = event.Records.map(({ messageId, body }) => ({
      messageId,
      body,
      items: readMessage(body),
    }));
    const bytes = messages.flatMap(({ items }) => items).reduce((sum, item) => sum + sizeOf(item), 0);
    await together(messages, bytes < LARGE ? SIDE_BY_SIDE : 1, async (message) => {
      const { messageId } = message;
      try {
        // Done halfway is not lost: on the next run the first records are duplicates, and cost nothing.
        for (const item of message.items) {
          const notice = await settle(item, message, parts, time);
          if (notice) found.push({ notice, messageId });
        }
      } catch (error) {
        returns(messageId, error);
      }
    });

    try {
      await announce(
        found.map(({ notice }) => notice),
        parts,
      );
    } catch (error) {
      for (const messageId of new Set(found.map((each) => each.messageId))) returns(messageId, error);
    }

    time.clear();
    telemetry.end();
    return { batchItemFailures: [...comeBack].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Deals with one item of a message; gives what people should hear of it, if anything. */
async function settle(
  item: Item,
  { messageId, body }: Message,
  parts: Parts,
  time: Deadline,
): Promise<Notice | undefined> {
  const { telemetry } = parts;
  if (item.kind === 'ignored') {
    telemetry.ignored(item.what);
    return undefined;
  }
  if (item.kind === 'unreadable') {
    telemetry.unreadable(messageId, item.detail, body);
    return { verdict: 'unreadable', detail: item.detail };
  }
  time.check();
  const judgement = await countUpload(item.upload, parts, time.signal);
  telemetry.judged(item.upload, judgement);
  return judgement.owed;
}

function sizeOf(item: Item): number {
  return item.kind === 'upload' ? item.upload.size : 0;
}

/** Runs `work` on every item, at most `width` at the same time: all the runners take from one iterator. */
async function together<Item>(items: Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const runner = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, runner));
}
