// Brings back what the volume lacks, before the application starts. A document that could not be brought back does not keep
// the others from people: the journal and an alarm tell of it.

import { restore } from '../backup/restore.ts';
import { Store } from '../store/store.ts';
import { bucketOf } from './clients.ts';
import { run } from './open.ts';

await run('restore', async ({ settings, volume, journal }) => ({
  ...(await restore(await Store.open(volume), bucketOf(settings), journal, settings.audience)),
  exitCode: 0,
}));
