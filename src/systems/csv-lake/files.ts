// The files of the lake, asked as people ask: all of them, or one whose current upload is done. And the rows of a file.

import { GetItemCommand, paginateQuery, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import { notThere } from '../../operate/not-there.ts';
import { headObject, type ObjectHead } from '../../operate/upload/head-object.ts';
import { oneByOne, type Patience, waitForEach } from '../../operate/upload/wait-for-each.ts';
import type { PartNames } from './names.ts';
import { FILES, type FileRecord, KIND, pageKey } from './record.ts';

type Items = Record<string, unknown>[];

/** Numbers stay text where they have more digits than a number of JavaScript holds. */
const exact = (text: string) => (String(Number(text)) === text ? Number(text) : text);

async function query(cloud: Owned, TableName: string, more: Omit<QueryCommandInput, 'TableName'>): Promise<Items> {
  const found = await absentWhen(['ResourceNotFoundException'], async () => {
    const items: Items = [];
    for await (const { Items = [] } of paginateQuery({ client: cloud.dynamodb }, { TableName, ...more }))
      items.push(...Items.map((item) => unmarshall(item, { wrapNumbers: exact as never })));
    return items;
  });
  if (!found) throw notThere(cloud, 'table', TableName);
  return found;
}

/** Every file, the newest first. @throws Problem when there is no such table */
export const allFiles = async (cloud: Owned, table: string): Promise<FileRecord[]> =>
  (await query(cloud, table, {
    IndexName: FILES,
    KeyConditionExpression: '#kind = :kind',
    ExpressionAttributeNames: { '#kind': 'kind' },
    ExpressionAttributeValues: { ':kind': { S: KIND } },
    ScanIndexForward: false,
  })) as unknown as FileRecord[];

/** @throws Problem when there is no such table */
export async function fileRecord(cloud: Owned, table: string, key: string): Promise<FileRecord | undefined> {
  const Key = { pk: { S: key }, sk: { N: '0' } };
  const answer = await absentWhen(['ResourceNotFoundException'], () =>
    cloud.dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true })),
  );
  if (!answer) throw notThere(cloud, 'table', table);
  return answer.Item?.status ? (unmarshall(answer.Item) as FileRecord) : undefined;
}

/** The rows of a file that are items, in their order. */
export async function rowsOf(cloud: Owned, table: string, { key, sequencer, items }: FileRecord): Promise<Items> {
  const pages = new Set(Array.from({ length: items }, (_, index) => pageKey(key, sequencer, index + 1)));
  const rows: Items = [];
  for (const page of pages)
    rows.push(
      ...(await query(cloud, table, {
        KeyConditionExpression: 'pk = :page',
        ExpressionAttributeValues: { ':page': { S: page } },
        ConsistentRead: true,
      })),
    );
  return rows;
}

/** Is this the record of the upload that is in the bucket now? Of a file that is not there any more, it is the last one. */
export function isCurrent(record: FileRecord | undefined, head: ObjectHead | undefined): record is FileRecord {
  if (!record || !head) return record !== undefined;
  return record.versionId ? record.versionId === head.versionId : record.etag === head.etag;
}

/** Files whose upload that is in the bucket now has its record. */
export async function waitForFiles(
  cloud: Owned,
  { bucket, table }: Pick<PartNames, 'bucket' | 'table'>,
  keys: readonly string[],
  patience: Patience,
): Promise<{ readonly files: readonly FileRecord[]; readonly missing: readonly string[] }> {
  const look = oneByOne(async (key) => {
    const [record, head] = await Promise.all([fileRecord(cloud, table, key), headObject(cloud, bucket, key)]);
    return isCurrent(record, head) && record.status !== 'loading' ? record : undefined;
  });
  const { found, missing } = await waitForEach('waiting for records', keys, patience, look);
  return { files: found, missing };
}
