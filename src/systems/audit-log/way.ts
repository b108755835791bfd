// The boxes of the drawing that a file has passed so far, for the dot that moves through it.

import type { Owned } from '../../aws/clients.ts';
import { headObject } from '../../operate/upload/head-object.ts';
import type { TraceStep } from '../../page/contract.ts';
import { currentItem, itemsOfFile } from './items.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

export const wayIn =
  (settings: AuditLogSettings) =>
  async (cloud: Owned, key: string): Promise<readonly TraceStep[]> => {
    const { bucket, table } = namesOf(cloud, settings);
    const [head, items] = await Promise.all([headObject(cloud, bucket, key), itemsOfFile(cloud, table, key)]);
    const item = head && currentItem(items, head);
    const at = item?.uploadedAt ?? head?.lastModified?.toISOString();
    return [
      ...(at ? [{ at, node: 'bucket', what: 'uploaded' }] : []),
      ...(item ? [{ at: item.processedAt, node: 'table', what: item.status }] : []),
    ];
  };
