// The boxes of the drawing that a file has passed so far, for the dot that moves through it.

import type { Owned } from '../../aws/clients.ts';
import { headObject } from '../../operate/upload/head-object.ts';
import type { TraceStep } from '../../page/contract.ts';
import { fileRecord, isCurrent } from './files.ts';
import { namesOf } from './names.ts';
import type { CsvLakeSettings } from './settings.ts';

export const wayIn =
  (settings: CsvLakeSettings) =>
  async (cloud: Owned, key: string): Promise<readonly TraceStep[]> => {
    const { bucket, table } = namesOf(cloud, settings);
    const [head, found] = await Promise.all([headObject(cloud, bucket, key), fileRecord(cloud, table, key)]);
    const record = head && isCurrent(found, head) ? found : undefined;
    const at = record?.uploadedAt ?? head?.lastModified?.toISOString();
    return [
      ...(at ? [{ at, node: 'bucket', what: 'uploaded' }] : []),
      ...(record
        ? [{ at: record.at, node: record.status === 'success' ? 'database' : 'table', what: record.status }]
        : []),
    ];
  };
