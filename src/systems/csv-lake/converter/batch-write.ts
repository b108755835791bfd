// Many writes to DynamoDB, several batches at once. DynamoDB may leave some of a batch undone when a table is new or busy;
// these are sent again.

import { setTimeout as pause } from 'node:timers/promises';
import type { BatchWriteItemCommandOutput, WriteRequest } from '@aws-sdk/client-dynamodb';

/** Batches in flight: more gain nothing on one connection pool. */
const WIDTH = 8;
/** Of one batch, with pauses that double: 13 s in all. */
const TRIES = 9;
const FIRST_PAUSE = 50;

type Send = (requests: readonly WriteRequest[]) => Promise<Pick<BatchWriteItemCommandOutput, 'UnprocessedItems'>>;

/** @throws Error when DynamoDB leaves a batch undone again and again */
export async function writeAll(batches: AsyncIterable<WriteRequest[]>, send: Send, table: string): Promise<void> {
  const source = batches[Symbol.asyncIterator]();
  await Promise.all(
    Array.from({ length: WIDTH }, async () => {
      for (let next = await source.next(); !next.done; next = await source.next())
        await writeOne(next.value, send, table);
    }),
  );
}

async function writeOne(batch: readonly WriteRequest[], send: Send, table: string): Promise<void> {
  let left = batch;
  for (let tries = 0; left.length; tries += 1) {
    if (tries === TRIES) throw new Error(`DynamoDB took only a part of a batch, ${TRIES} times: it is too busy.`);
    if (tries) await pause(FIRST_PAUSE * 2 ** (tries - 1));
    left = (await send(left)).UnprocessedItems?.[table] ?? [];
  }
}
