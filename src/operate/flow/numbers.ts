// What is in each box of the drawing now, by its kind. A thing that is not there has no number.

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Owned } from '../../aws/clients.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { FlowKind, FlowNumber } from '../../page/contract.ts';
import { depthIfThere } from '../dead-letters/depth.ts';

/** `undefined`: not known. */
type Found = Omit<FlowNumber, 'name'> | undefined;

export interface Numbers {
  readonly names: readonly FlowNumber['name'][];
  /** In the order of the names. */
  ask(cloud: Owned, name: string): Promise<readonly Found[]>;
}

/** One page of a listing is enough to see that something moves: 1,000 objects, or 1 MB of items. */
const NUMBERS: Partial<Record<FlowKind, Numbers>> = {
  queue: {
    names: ['waiting', 'in-flight'],
    async ask(cloud, name) {
      const depth = await depthIfThere(cloud, name);
      return depth ? [{ value: depth.waiting }, { value: depth.inFlight }] : [];
    },
  },
  'dead-letters': {
    names: ['dead'],
    async ask(cloud, name) {
      const depth = await depthIfThere(cloud, name);
      return depth ? [{ value: depth.waiting + depth.inFlight }] : [];
    },
  },
  bucket: {
    names: ['objects'],
    async ask({ s3 }, Bucket) {
      const page = await absentWhen(['NoSuchBucket'], () => s3.send(new ListObjectsV2Command({ Bucket })));
      return [counted(page?.KeyCount, page?.IsTruncated)];
    },
  },
  table: {
    names: ['items'],
    async ask({ dynamodb }, TableName) {
      const page = await absentWhen(['ResourceNotFoundException'], () =>
        dynamodb.send(new ScanCommand({ TableName, Select: 'COUNT' })),
      );
      return [counted(page?.Count, page?.LastEvaluatedKey !== undefined)];
    },
  },
};

const counted = (value: number | undefined, more = false): Found =>
  value === undefined ? undefined : { value, ...(more && { atLeast: true }) };

/** @param records how many records the cache holds: only the system itself can ask it */
export const numbersOf = (kind: FlowKind, records?: () => Promise<number>): Numbers | undefined =>
  kind === 'cache' && records ? { names: ['records'], ask: async () => [{ value: await records() }] } : NUMBERS[kind];

/** Each number by its name, `null` where it was not found. */
export const named = ({ names }: Numbers, found: readonly Found[]): FlowNumber[] =>
  names.map((name, at) => ({ name, ...(found[at] ?? { value: null }) }));
