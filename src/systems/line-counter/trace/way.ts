// The way of one file for `npm run board`.

import type { Owned } from '../../../aws/clients.ts';
import type { TraceStep } from '../../../page/contract.ts';
import { namesOf } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { wayOf } from './way-of.ts';

export const wayIn =
  (settings: LineCounterSettings) =>
  (cloud: Owned, key: string, signal: AbortSignal): Promise<readonly TraceStep[]> =>
    wayOf(cloud, namesOf(cloud, settings), key, signal);
