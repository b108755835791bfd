// The boxes of the drawing that a document has passed so far, for the dot that moves through it.

import type { Owned } from '../../aws/clients.ts';
import { headObject } from '../../operate/upload/head-object.ts';
import type { TraceStep } from '../../page/contract.ts';
import { namesOf } from './names.ts';
import { currentResult } from './results.ts';
import type { DocumentIntakeSettings } from './settings.ts';

export const wayIn =
  (settings: DocumentIntakeSettings) =>
  async (cloud: Owned, key: string): Promise<readonly TraceStep[]> => {
    const { bucket, results } = namesOf(cloud, settings);
    const head = await headObject(cloud, bucket, key);
    const written = await currentResult(cloud, results, key, head);
    const at = written?.result.source.uploadedAt ?? head?.lastModified?.toISOString();
    return [
      ...(at ? [{ at, node: 'bucket', what: 'uploaded' }] : []),
      ...(written ? [{ at: written.at, node: 'results', what: written.result.status }] : []),
    ];
  };
