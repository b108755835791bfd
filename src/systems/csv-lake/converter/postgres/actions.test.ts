// What the function does when it is asked for something of its database: the users and the ledger are made, and one
// statement of a reader reads and does nothing else. All against a real server.

import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../../../engine/wait.ts';
import { resetMasterPassword } from '../../../../resources/rds/master-password.ts';
import type { QueryAnswer } from '../../../../runtime/query-answer.ts';
import { databaseAction, isDatabaseEvent } from './actions.ts';
import { withDatabase } from './connection.ts';
import { lakeOf } from './lake.ts';
import { query } from './query.ts';
import { emptyDatabase } from './testing/database.ts';
import { rowsOf, versionOf } from './testing/rows.ts';
import { OWNER, READER, SCHEMA_VERSION, WRITER } from './users.ts';

const database = await emptyDatabase();
const { settings } = database;
const ask = (sql: string, limit = 100) => databaseAction({ action: 'query', sql, limit }) as Promise<QueryAnswer>;

describe('the schema', () => {
  test('is not there at first; a wrong password is told as such; then it is made, and made again without harm', async () => {
    expect(await databaseAction({ action: 'schema' })).toEqual({ version: 0, code: expect.stringMatching(/^28/) });
    expect(await databaseAction({ action: 'migrate', user: OWNER, password: 'wrong' })).toEqual({
      version: 0,
      refused: '28P01',
    });
    for (let times = 0; times < 2; times += 1) {
      const password = await resetMasterPassword(database.cloud, database.name, unwatched());
      expect(await databaseAction({ action: 'migrate', user: OWNER, password })).toEqual({ version: SCHEMA_VERSION });
    }
    expect(await databaseAction({ action: 'migrate' }), 'without the owner').toEqual({ version: SCHEMA_VERSION });
    expect(await databaseAction({ action: 'schema' })).toEqual({ version: SCHEMA_VERSION });
  });

  test('an error while the users are made does not carry the statement or the password', async () => {
    const failure = await databaseAction({ action: 'migrate', user: WRITER, password: 'a-secret' }).catch(
      (error) => error,
    );
    expect(failure.message).toMatch(/^Making the users of the database: permission denied/);
    expect(JSON.stringify({ ...failure, text: failure.stack })).not.toContain('a-secret');
    expect(failure.cause).toBeUndefined();
  });

  test('the writer is no superuser, makes no user, and reaches no file of the server', async () => {
    for (const sql of ['CREATE ROLE thief', "COPY ledger.files TO PROGRAM 'cat'", "SELECT pg_read_file('pg_hba.conf')"])
      await expect(database.rows(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test('an authority that is not known is refused: nothing is sent to such a server', () => {
    const code = `import { withDatabase } from ${JSON.stringify(new URL('connection.ts', import.meta.url).href)};
      await withDatabase(${JSON.stringify(settings)}, '${WRITER}', async () => console.log('connected'), 'password')
        .catch((error) => console.log(error.message));`;
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    const program = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', code];
    expect(execFileSync(process.execPath, program, { env, encoding: 'utf8' })).toMatch(/self[- ]signed certificate/);
  });

  test('nothing listens: it is tried three times and then told', async () => {
    const nowhere = { ...settings, port: 1 };
    await expect(withDatabase(nowhere, WRITER, async () => 0)).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('a query', () => {
  beforeAll(async () => {
    const rows = rowsOf('cidade:text valor:decimal.2 ativo:boolean', [
      ['São Paulo', '1234.50', 'true'],
      ['Recife', null, 'false'],
    ]);
    await lakeOf(settings).replace(versionOf('in/vendas/a.csv', 1), async () => rows);
  });

  test('gives columns with their kinds and cells as text, and a new table can be read at once', async () => {
    expect(await ask('SELECT cidade, valor, ativo, _line FROM lake.vendas ORDER BY _line')).toEqual({
      columns: [
        { name: 'cidade', kind: 'text' },
        { name: 'valor', kind: 'number' },
        { name: 'ativo', kind: 'boolean' },
        { name: '_line', kind: 'number' },
      ],
      rows: [
        ['São Paulo', '1234.50', 't', '1'],
        ['Recife', null, 'f', '2'],
      ],
      more: false,
    });
    expect((await ask('SELECT key, rows FROM ledger.files')).rows).toEqual([['in/vendas/a.csv', '2']]);
    expect(await ask('SELECT 1 AS a, 2 AS a WHERE false')).toMatchObject({
      columns: [{ name: 'a' }, { name: 'a' }],
      rows: [],
    });
  });

  test('ends at the limit of rows, and before an answer that Lambda could not give', async () => {
    expect(await ask('SELECT generate_series(1, 1000)', 250)).toMatchObject({ more: true, rows: { length: 250 } });
    expect(await ask('SELECT generate_series(1, 250)', 250)).toMatchObject({ more: false, rows: { length: 250 } });
    const large = await ask("SELECT repeat('x', 100000) FROM generate_series(1, 1000)", 1000);
    expect(large.more).toBe(true);
    expect(JSON.stringify(large).length).toBeLessThan(6 * 1024 * 1024);
  });

  test.each([
    ['INSERT INTO lake.vendas (_file, _line) VALUES (1, 1)', /42501|25006/],
    ['DELETE FROM lake.vendas', /42501|25006/],
    ['DROP TABLE lake.vendas', /42501|25006/],
    ['CREATE TEMP TABLE t (a int)', /42501|25006/],
    ['SELECT 1; DELETE FROM lake.vendas', /42601/],
    ['COMMIT; DROP TABLE lake.vendas', /42601/],
    ["SELECT pg_read_file('pg_hba.conf')", /42501/],
    ["COPY lake.vendas TO PROGRAM 'id'", /42501/],
    [`SET ROLE ${WRITER}`, /42501/],
    ['SELECT $1::int', /08P01|42P02/],
    ['SELECT * FROM lake.nothing', /42P01/],
    ['selekt', /42601/],
    ['SELECT 1 / 0', /22012/],
  ])('%s is refused with a code', async (sql, code) => {
    expect(await ask(sql)).toEqual({ refused: expect.any(String), code: expect.stringMatching(code) });
    expect((await database.rows('SELECT count(*)::int AS n FROM lake.vendas'))[0]).toEqual({ n: 2 });
  });

  test('a statement that lifts the protections ends with its own connection', async () => {
    for (const sql of [
      'SET default_transaction_read_only = off',
      'SET TRANSACTION READ WRITE',
      'SET statement_timeout = 0',
      'COMMIT',
      '',
    ])
      await ask(sql);
    expect(await ask('DELETE FROM lake.vendas')).toMatchObject({ code: '25006' });
    const { rows } = await withDatabase(settings, READER, (client) =>
      client.query("SELECT current_setting('statement_timeout') AS time"),
    );
    expect(rows).toEqual([{ time: '15s' }]);
  });

  test('a statement that takes too long is ended by the server', async () => {
    const tooLong = { refused: 'it took longer than 1 s', code: expect.stringMatching(/57014|25P04/) };
    expect(await query(settings, 'SELECT pg_sleep(60)', 1, 1)).toEqual(tooLong);
    const slowRows = 'SELECT pg_sleep(0.005) FROM generate_series(1, 100000)';
    expect(await query(settings, slowRows, 100_000, 1), 'each hundred rows in time, but not all').toEqual(tooLong);
  });
});

test('an event with an action is for the database; one of S3 is not; an unknown action is refused', async () => {
  expect(isDatabaseEvent({ action: 'query' })).toBe(true);
  for (const event of [{ Records: [] }, null, 'action', undefined]) expect(isDatabaseEvent(event)).toBe(false);
  await expect(databaseAction({ action: 'drop' } as never)).rejects.toThrow('This function knows no action "drop".');
});
