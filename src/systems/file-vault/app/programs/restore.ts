// Brings back what the volume lacks, before the application starts.

import { restore } from '../backup/restore.ts';
import { Store } from '../store/store.ts';
import { bucketOf } from './clients.ts';
import { run } from './open.ts';

await run('restore', async ({ settings, volume, journal }) =>
  restore(await Store.open(volume), bucketOf(settings), journal),
);
