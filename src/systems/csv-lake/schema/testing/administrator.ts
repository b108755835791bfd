// For tests: a look into a database server of the local cloud with all rights.

import type { Client, QueryResult } from 'pg';
import { inject } from 'vitest';
import { placeOf } from '../../../../local/place.ts';
import { connected } from '../../../../local/postgresql/administrator.ts';
import { readNote, serverNames } from '../../../../local/postgresql/server-files.ts';

/** @param port of the server @returns the rows of what `ask` asks */
export async function asAdministrator(port: number, ask: (client: Client) => Promise<QueryResult>): Promise<object[]> {
  const place = placeOf(inject('cloud').home);
  const name = serverNames(place).find((one) => readNote(place, one)?.port === port);
  const client = await connected(place, String(name));
  try {
    return (await ask(client)).rows;
  } finally {
    await client.end();
  }
}
