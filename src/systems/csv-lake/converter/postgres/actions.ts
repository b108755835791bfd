// What the function does besides events of S3. The database is private, so whoever wants something of it asks the function
// that stands beside it. Only who may invoke the function can ask.
// Notice: `migrate` and `grafana` bring passwords. Nothing of these events may reach a log, so their errors are told anew.

import type { Client } from 'pg';
import type { QueryAnswer, QueryRefusal } from '../../../../runtime/query-answer.ts';
import { databaseSettings, withDatabase } from './connection.ts';
import type { DatabaseEvent, MigrateAnswer, OwnersAnswer, SchemaAnswer } from './database-event.ts';
import { makeGrafana } from './grafana.ts';
import { query } from './query.ts';
import { makeSchema, makeUsers, schemaVersion } from './schema.ts';
import { WRITER } from './users.ts';

export const isDatabaseEvent = (event: unknown): event is DatabaseEvent =>
  typeof event === 'object' && event !== null && 'action' in event;

export async function databaseAction(
  event: DatabaseEvent,
): Promise<SchemaAnswer | MigrateAnswer | OwnersAnswer | QueryAnswer | QueryRefusal> {
  switch (event.action) {
    case 'schema':
      return schema();
    case 'migrate':
      return migrate(event);
    case 'grafana':
      return asOwner(event, 'Making the users of Grafana', (client) => makeGrafana(client, event));
    case 'query':
      return query(databaseSettings(), String(event.sql), Number(event.limit));
    default:
      throw new Error(`This function knows no action ${JSON.stringify((event as { action: unknown }).action)}.`);
  }
}

/** 28P01: wrong password, or no such user. 28000: not allowed to connect. 3D000: no such database. 42501: no right. */
const NOT_YET = ['28P01', '28000', '3D000', '42501'];

const schema = (): Promise<SchemaAnswer> =>
  withDatabase(databaseSettings(), WRITER, async (client) => ({ version: await schemaVersion(client) })).catch(
    (error: { code?: string }) => {
      if (!error.code || !NOT_YET.includes(error.code)) throw error;
      return { version: 0, code: error.code };
    },
  );

async function migrate({ user, password }: { user?: string; password?: string }): Promise<MigrateAnswer> {
  const settings = databaseSettings();
  if (user && password) {
    const { refused } = await asOwner({ user, password }, 'Making the users of the database', (client) =>
      makeUsers(client, settings.database, settings.password),
    );
    if (refused) return { version: 0, refused };
  }
  return withDatabase(settings, WRITER, async (client) => {
    await makeSchema(client);
    return { version: await schemaVersion(client) };
  });
}

/** @param doing begins the sentence of an error, which quotes nothing of the event */
async function asOwner(
  { user, password }: { readonly user: string; readonly password: string },
  doing: string,
  work: (client: Client) => Promise<void>,
): Promise<OwnersAnswer> {
  try {
    await withDatabase(databaseSettings(), user, work, password);
    return {};
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('28')) return { refused: code };
    throw new Error(`${doing}: ${message}${code ? ` (${code})` : ''}.`);
  }
}
