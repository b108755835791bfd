// The rows of a file in DynamoDB, with one item that says which upload counts. A reader asks for that item first; then the
// keys of all its rows are known.
// Notice: nothing is overwritten. A new upload writes items of its own, then the file's item is switched, then the items of
// the old upload go. What a function that was killed left behind is written in the file's item, and the next one removes it.

import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type FileRecord, KIND, type Upload } from '../record.ts';
import { writeAll } from './batch-write.ts';
import { deletions, puts } from './item-requests.ts';
import type { Rows } from './rows.ts';

/** Its status is that at the end; until {@link Items.finish} the file's item says `loading`. */
export type NewRecord = Omit<FileRecord, 'items' | 'status'> & {
  readonly status: Exclude<FileRecord['status'], 'loading'>;
};

export interface Items {
  /**
   * Puts the rows in the place of those of an earlier upload.
   * @param rows undefined for a file that was refused: it has no rows
   * @returns how many rows are in the table now: at most `most`
   * @throws Superseded when a newer upload has taken the file's item; then nothing was written
   */
  replace(record: NewRecord, rows: Rows | undefined): Promise<number>;
  /** All other places have the upload too. Changes nothing when that was said already, or when a newer upload has come. */
  finish(key: string, sequencer: string): Promise<void>;
}

/** The function of a newer upload was killed after it had taken the file's item. Its next try replaces the file everywhere. */
export class Superseded extends Error {}

/** The item of a file while its rows are written: an upload that is not finished, and one that is not removed yet. */
interface Working {
  readonly sequencer?: string;
  readonly items?: number;
  readonly unfinished?: Upload;
  readonly replaced?: Upload;
}

type Client = Pick<DynamoDBClient, 'send'>;

/** @param most rows of one file that become items: a million items cost $0.63 and take minutes */
export const itemsIn = (dynamodb: Client, TableName: string, most: number): Items => {
  const at = (key: string) => ({ TableName, Key: marshall({ pk: key, sk: 0 }) });
  /** Only while no newer upload has taken the item. */
  const newest = (sequencer: string) => ({
    ConditionExpression: 'attribute_not_exists(#sequencer) OR #sequencer <= :sequencer',
    ExpressionAttributeNames: { '#sequencer': 'sequencer' },
    ExpressionAttributeValues: { ':sequencer': { S: sequencer } },
  });
  const write = (requests: AsyncIterable<WriteRequest[]>) =>
    writeAll(
      requests,
      (some) => dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [...some] } })),
      TableName,
    );
  const remove = (key: string, { sequencer, items }: Upload, kept = 0) =>
    write(deletions(key, sequencer, kept + 1, items));

  return {
    async replace(record, rows) {
      const { key, sequencer } = record;
      const items = rows ? Math.min(record.rows, most) : 0;
      const { Item } = await dynamodb.send(new GetItemCommand({ ...at(key), ConsistentRead: true }));
      const before = (Item ? unmarshall(Item) : {}) as Working;
      if (before.sequencer && before.sequencer > sequencer) throw new Superseded(key);
      for (const left of [before.unfinished, before.replaced])
        if (left && left.sequencer !== sequencer && left.sequencer !== before.sequencer) await remove(key, left);

      const { ExpressionAttributeNames, ExpressionAttributeValues, ...condition } = newest(sequencer);
      await dynamodb.send(
        new UpdateItemCommand({
          ...at(key),
          ...condition,
          UpdateExpression: 'SET #unfinished = :unfinished',
          ExpressionAttributeNames: { ...ExpressionAttributeNames, '#unfinished': 'unfinished' },
          ExpressionAttributeValues: {
            ...ExpressionAttributeValues,
            ':unfinished': { M: marshall({ sequencer, items }) },
          },
        }),
      );
      if (rows) await write(puts(key, sequencer, rows, items));

      const replaced =
        before.sequencer && before.items ? { sequencer: before.sequencer, items: before.items } : undefined;
      const { status: becomes, ...rest } = record;
      const status = 'loading';
      const item = { pk: key, sk: 0, kind: KIND, ...rest, status, becomes, items, ...(replaced && { replaced }) };
      await dynamodb.send(
        new PutItemCommand({ TableName, Item: marshall(item, { removeUndefinedValues: true }), ...newest(sequencer) }),
      );
      if (!replaced) return items;
      // A second try of the same upload finds its own rows, and keeps them.
      await remove(key, replaced, replaced.sequencer === sequencer ? items : 0);
      await dynamodb.send(
        new UpdateItemCommand({
          ...at(key),
          ConditionExpression: '#sequencer = :sequencer',
          UpdateExpression: 'REMOVE #replaced',
          ExpressionAttributeNames: { '#sequencer': 'sequencer', '#replaced': 'replaced' },
          ExpressionAttributeValues: { ':sequencer': { S: sequencer } },
        }),
      );
      return items;
    },

    async finish(key, sequencer) {
      try {
        await dynamodb.send(
          new UpdateItemCommand({
            ...at(key),
            ConditionExpression: '#sequencer = :sequencer AND attribute_exists(#becomes)',
            UpdateExpression: 'SET #status = #becomes REMOVE #becomes',
            ExpressionAttributeNames: { '#sequencer': 'sequencer', '#status': 'status', '#becomes': 'becomes' },
            ExpressionAttributeValues: { ':sequencer': { S: sequencer } },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};
