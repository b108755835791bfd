// What the function does besides events of S3. The database is private, so whoever wants something of it asks the function
// that stands beside it. Only who may invoke the function can ask.
// Notice: `migrate` brings a password. Nothing of that event may reach a log, so its errors are told anew.

import type { QueryAnswer, QueryRefusal } from '../../../../runtime/query-answer.ts';
import { databaseSettings, withDatabase } from './connection.ts';
import type { DatabaseEvent, MigrateAnswer, SchemaAnswer } from './database-event.ts';
import { query } from './query.ts';
import { makeSchema, makeUsers, schemaVersion } from './schema.ts';
import { WRITER } from './users.ts';

export const isDatabaseEvent = (event: unknown): event is DatabaseEvent =>
  typeof event === 'object' && event !== null && 'action' in event;

export async function databaseAction(
  event: DatabaseEvent,
): Promise<SchemaAnswer | MigrateAnswer | QueryAnswer | QueryRefusal> {
  switch (event.action) {
    case 'schema':
      return schema();
    case 'migrate':
      return migrate(event);
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
  try {
    if (user && password)
      await withDatabase(settings, user, (client) => makeUsers(client, settings.database), password);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('28')) return { version: 0, refused: code };
    throw new Error(`Making the users of the database: ${message}${code ? ` (${code})` : ''}.`);
  }
  return withDatabase(settings, WRITER, async (client) => {
    await makeSchema(client);
    return { version: await schemaVersion(client) };
  });
}
