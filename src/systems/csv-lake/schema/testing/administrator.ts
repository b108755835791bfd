// For tests: a look into a database server of the local cloud with all rights, which nobody has on RDS.

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { placeOf } from '../../../../local/place.ts';
import { ADMIN, readNote, serverNames } from '../../../../local/postgresql/server-files.ts';

/** @returns the rows of what `ask` asks */
export async function asAdministrator(
  { host, port }: { readonly host: string; readonly port: number },
  ask: (client: pg.Client) => Promise<pg.QueryResult>,
): Promise<object[]> {
  const place = placeOf(inject('cloud').home);
  const note = serverNames(place)
    .map((name) => readNote(place, name))
    .find((one) => one?.port === port);
  const client = new pg.Client({
    ...{ host, port, user: ADMIN, password: note?.adminPassword, database: 'postgres' },
    ssl: { ca: readFileSync(place.ca) },
  });
  await client.connect();
  try {
    return (await ask(client)).rows;
  } finally {
    await client.end();
  }
}
