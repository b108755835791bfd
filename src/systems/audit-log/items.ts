// The items of the table, asked as people ask: all of them, those of a day, those of a file.

import { paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../../operate/not-there.ts';
import { headObject, type ObjectHead } from '../../operate/upload/head-object.ts';
import { oneByOne, type Patience, waitForEach } from '../../operate/upload/wait-for-each.ts';
import { BY_DAY, type Item, nameOfEvent } from './item.ts';

const WAITING: Text = { en: 'waiting for items', pt: 'à espera dos itens' };

type Page = AsyncIterable<{ Items?: Parameters<typeof unmarshall>[0][] | undefined }>;

/** @throws Problem when there is no such table */
async function read(cloud: Owned, table: string, pages: () => Page): Promise<Item[]> {
  const found = await absentWhen(['ResourceNotFoundException'], async () => {
    const items: Item[] = [];
    for await (const { Items = [] } of pages()) items.push(...Items.map((one) => unmarshall(one) as Item));
    return items;
  });
  if (!found) throw notThere(cloud, { en: 'table', pt: 'tabela' }, table);
  return found;
}

const queried = (cloud: Owned, table: string, name: string, value: string, more: object) =>
  read(cloud, table, () =>
    paginateQuery(
      { client: cloud.dynamodb },
      {
        TableName: table,
        KeyConditionExpression: '#name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': { S: value } },
        ScanIndexForward: false,
        ...more,
      },
    ),
  );

/** Every item, the newest first. */
export async function allItems(cloud: Owned, table: string): Promise<Item[]> {
  const items = await read(cloud, table, () => paginateScan({ client: cloud.dynamodb }, { TableName: table }));
  return items.sort((one, other) => (one.processedAt < other.processedAt ? 1 : -1));
}

/** @param day YYYY-MM-DD in UTC @returns the newest first */
export const itemsOfDay = (cloud: Owned, table: string, day: string): Promise<Item[]> =>
  queried(cloud, table, 'day', day, { IndexName: BY_DAY });

/** All that happened to a file, the last event first. */
export const itemsOfFile = (cloud: Owned, table: string, file: string): Promise<Item[]> =>
  queried(cloud, table, 'file', file, { ConsistentRead: true });

/** The last upload of each file, where what is in the bucket now has its item; of a file that is gone, its last event. */
export async function waitForItems(
  cloud: Owned,
  { bucket, table }: { readonly bucket: string; readonly table: string },
  files: readonly string[],
  patience: Patience,
): Promise<{ readonly items: readonly Item[]; readonly missing: readonly string[] }> {
  const look = oneByOne(async (file) => {
    const [items, head] = await Promise.all([itemsOfFile(cloud, table, file), headObject(cloud, bucket, file)]);
    return currentItem(items, head);
  });
  const { found, missing } = await waitForEach(WAITING, files, patience, look);
  return { items: found, missing };
}

/** @param items of one file, the last event first @param head undefined for a file that is gone */
export function currentItem(items: readonly Item[], head: ObjectHead | undefined): Item | undefined {
  if (!head) return items[0];
  return items
    .filter((item) => nameOfEvent(item).startsWith('ObjectCreated:'))
    .find(({ versionId, etag }) => (versionId ? versionId === head.versionId : etag === head.etag));
}
