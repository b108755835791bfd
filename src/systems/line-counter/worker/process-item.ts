// Handles one item of a message. An unreadable item is put on the list of results without a mail, once. Its message
// still returns to the queue (batch.ts), and is then a repeat. Its text is cut, so that many of them cannot fill the
// cache.

import type { SQSRecord } from 'aws-lambda';
import { countUpload, type Tools } from './count-upload.ts';
import type { Deadline } from './deadline.ts';
import type { Item } from './message.ts';
import type { Telemetry } from './telemetry.ts';

/** Characters. A key alone may have 1,024. */
const LONGEST_DETAIL = 300;

/** The origin of an item. */
export interface Origin {
  message: SQSRecord;
  /** Position of the item in its message, from 0. */
  position: number;
  /** When this invocation began, ISO 8601 in UTC. */
  receivedAt: string;
}

/** @returns whether a result now waits for a mail. Throws only errors that a retry may cure. */
export async function processItem(
  item: Item,
  { message, position, receivedAt }: Origin,
  tools: Tools & { telemetry: Telemetry },
  time: Deadline,
): Promise<boolean> {
  const { ledger, telemetry } = tools;
  if (item.kind === 'ignored') {
    telemetry.ignored(item.what);
    return false;
  }
  time.check();
  if (item.kind === 'unreadable') {
    const detail = item.detail.slice(0, LONGEST_DETAIL);
    const isNew = await ledger.enterUnreadable(message.messageId, position, detail);
    if (isNew) telemetry.unreadable(message, item.detail);
    else telemetry.ignored(`a repeat of the unreadable message ${message.messageId}`);
    return isNew;
  }
  const judgement = await countUpload(item.upload, tools, time.signal);
  telemetry.judged(item.upload, judgement, message, receivedAt);
  return judgement.owed === true;
}
