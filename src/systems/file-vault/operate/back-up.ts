// Asks the vault for a backup now, and waits for its end.

import { type Clock, until } from '../../../engine/wait.ts';
import type { BackupRun } from '../app/backup/backup.ts';
import type { Visit } from './visit.ts';

/** Seconds. A volume full of new documents takes its time. */
const PATIENCE = 900;

export async function backUpNow({ json }: Visit, clock: Clock): Promise<BackupRun> {
  interface Told {
    last: BackupRun | null;
  }
  const before = await json<Told>('backups', { method: 'POST' });
  return until(clock, { en: 'waiting for the backup', pt: 'à espera do backup' }, PATIENCE, async () => {
    const { last } = await json<Told>('backups');
    return last && last.at !== before.last?.at ? last : undefined;
  });
}
