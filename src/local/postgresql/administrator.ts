// The administrator of a database server of the local cloud, who has all rights in it. On RDS nobody has them.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { livingKeeper } from '../group.ts';
import { type Place, readRecord } from '../place.ts';
import { LocalCloudError, lastLines } from '../problem.ts';
import { ADMIN, readNote } from './server-files.ts';

const PATIENCE_SECONDS = 30;

/**
 * A connection, as soon as the keeper has started the server.
 * @throws LocalCloudError when it does not answer
 */
export async function connected(place: Place, name: string): Promise<Client> {
  const { default: pg } = await import('pg');
  const note = readNote(place, name);
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: note?.port ?? 0,
      user: ADMIN,
      password: note?.adminPassword,
      database: 'postgres',
      ssl: { ca: readFileSync(place.ca) },
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => {}); // the end of the server is told by the next query
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.end().catch(() => {});
      if (!livingKeeper(place, readRecord(place)) || Date.now() > deadline)
        throw new LocalCloudError(
          {
            en: `Starting a local database: its server does not answer on port ${note?.port}. Run "npm run local -- stop", and this again. All of it is in ${place.log}; the last lines:${lastLines(readFileSync(place.log, 'utf8'))}`,
            pt: `Ao iniciar um banco de dados local: o servidor não responde na porta ${note?.port}. Rode "npm run local -- stop", e isto de novo. Tudo está em ${place.log}; as últimas linhas:${lastLines(readFileSync(place.log, 'utf8'))}`,
          },
          { cause },
        );
      await pause(50);
    }
  }
}
