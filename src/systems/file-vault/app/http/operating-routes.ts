// What people want to know besides the documents: is it up, who did what, is there a backup.

import { readFile, writeFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { BackupRun } from '../backup/backup.ts';
import { about } from './answers.ts';
import type { Vault } from './vault.ts';

export function operatingRoutes(app: FastifyInstance, { store, journal }: Vault): void {
  app.get('/health', { config: { open: true } }, async () => ({ ok: true, documents: store.catalogue.total }));

  app.get('/audit', { config: { action: 'access' } }, async () => ({ records: journal.recent.toReversed() }));

  app.get('/backups', { config: { action: 'access' } }, async () => ({ last: await lastRun(store.volume.lastBackup) }));

  // systemd watches this file and starts the backup: the application itself never reads the bucket.
  app.post('/backups', { config: { action: 'access', operator: true } }, async (request, reply) => {
    await writeFile(store.volume.backupWanted, new Date().toISOString());
    await journal.append({ action: 'access', outcome: 'ok', ...about(request), status: 202, reason: 'backup wanted' });
    return reply.code(202).send({ last: await lastRun(store.volume.lastBackup) });
  });
}

/** @returns null before the first run */
async function lastRun(path: string): Promise<BackupRun | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
