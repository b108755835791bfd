// A run of the backup, started by vault-backup.timer.

import { backUp } from '../backup/backup.ts';
import { bucketOf } from './clients.ts';
import { run } from './open.ts';

await run('backup', ({ settings, volume, journal }) => backUp(volume, bucketOf(settings), journal));
