// What is in each box of the drawing now, by its kind. A thing that is not there has no number.

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { FlowKind, FlowNumber } from '../../page/contract.ts';
import { depthIfThere } from '../dead-letters/depth.ts';

type Ask = (cloud: Owned, name: string) => Promise<FlowNumber[]>;

/** One page of a listing is enough to see that something moves: 1,000 objects, or 1 MB of items. */
const ASKED: Partial<Record<FlowKind, Ask>> = {
  async queue(cloud, name) {
    const depth = await depthIfThere(cloud, name);
    return [
      { name: 'waiting', value: depth?.waiting ?? null },
      { name: 'in-flight', value: depth?.inFlight ?? null },
    ];
  },
  async 'dead-letters'(cloud, name) {
    const depth = await depthIfThere(cloud, name);
    return [{ name: 'dead', value: depth ? depth.waiting + depth.inFlight : null }];
  },
  async bucket({ s3 }, Bucket) {
    const found = await absentWhen(['NoSuchBucket'], () => s3.send(new ListObjectsV2Command({ Bucket })));
    return [counted('objects', found?.KeyCount, found?.IsTruncated)];
  },
  async table({ dynamodb }, TableName) {
    const found = await absentWhen(['ResourceNotFoundException'], () =>
      dynamodb.send(new ScanCommand({ TableName, Select: 'COUNT' })),
    );
    return [counted('items', found?.Count, found?.LastEvaluatedKey !== undefined)];
  },
};

/** The numbers of one box; none for a kind that has none. */
export const numbersOf = async (cloud: Owned, kind: FlowKind, name: string): Promise<FlowNumber[]> =>
  (await ASKED[kind]?.(cloud, name)) ?? [];

/** The names of those numbers, all unknown. */
export const unknown = (kind: FlowKind): FlowNumber[] =>
  NAMES.flatMap(([of, name]) => (of === kind ? [{ name, value: null }] : []));

const NAMES: readonly (readonly [FlowKind, FlowNumber['name']])[] = [
  ['queue', 'waiting'],
  ['queue', 'in-flight'],
  ['dead-letters', 'dead'],
  ['bucket', 'objects'],
  ['table', 'items'],
];

const counted = (name: FlowNumber['name'], value = -1, more = false): FlowNumber => ({
  name,
  value: value < 0 ? null : value,
  ...(more && { atLeast: true }),
});
