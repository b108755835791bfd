// A run of the backup, started by vault-backup.timer.

import { backUp } from '../backup/backup.ts';
import { bucketOf } from './clients.ts';
import { run } from './open.ts';

await run('backup', async ({ settings, volume, journal }) => {
  const ended = await backUp(volume, bucketOf(settings), journal, settings.audience);
  return { ...ended, exitCode: ended.failed ? 1 : 0 };
});
