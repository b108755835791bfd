// One statement of somebody who may only read. Three things keep it harmless: the user has no right to write, the
// transaction is read-only, and the extended protocol takes one statement, not "select 1; drop table x". It ends in time.

import type { FieldDef } from 'pg';
import Cursor from 'pg-cursor';
import type { QueryAnswer, QueryColumn, QueryRefusal } from '../../../../runtime/query-answer.ts';
import { type DatabaseSettings, withDatabase } from './connection.ts';
import { QUERY_SECONDS } from './schema.ts';
import { READER } from './users.ts';

/** An answer of Lambda has at most 6 MB; JSON needs more letters than the cells have. */
const MOST_LETTERS = 3_000_000;
const AT_ONCE = 100;

/**
 * @param limit the most rows
 * @param seconds for the first rows, and for each hundred more; twice as many for all of it
 */
export async function query(
  settings: DatabaseSettings,
  sql: string,
  limit: number,
  seconds = QUERY_SECONDS,
): Promise<QueryAnswer | QueryRefusal> {
  try {
    return await withDatabase(settings, READER, async (client) => {
      await client.query('BEGIN READ ONLY');
      // The first counts anew for each batch of rows, the second does not.
      await client.query(`SET LOCAL statement_timeout = '${seconds}s'`);
      await client.query(`SET LOCAL transaction_timeout = '${2 * seconds}s'`);
      const cursor = client.query(
        new Cursor(sql, [], { rowMode: 'array', types: { getTypeParser: () => asText } as never }),
      );
      const rows: (string | null)[][] = [];
      let columns: readonly QueryColumn[] = [];
      let letters = 0;
      for (;;) {
        const { batch, fields } = await read(cursor, Math.min(AT_ONCE, limit + 1 - rows.length));
        if (!columns.length) columns = fields.map(columnOf); // the last, empty batch has none
        for (const row of batch) {
          letters += row.reduce((sum, cell) => sum + (cell?.length ?? 4) + 3, 2);
          if (rows.length === limit || letters > MOST_LETTERS) return { columns, rows, more: true };
          rows.push(row);
        }
        if (!batch.length) return { columns, rows, more: false };
      }
    });
  } catch (error) {
    const { code, message, hint } = error as { code?: string; message: string; hint?: string };
    if (!code || !/^[0-9A-Z]{5}$/.test(code) || /^(080|28|53|57P)/.test(code)) throw error; // not the statement's fault
    const sentence = TOO_LONG.includes(code) ? `it took longer than ${seconds} s` : message;
    return { refused: hint ? `${sentence} (${hint})` : sentence, code };
  }
}

/** query_canceled, transaction_timeout */
const TOO_LONG = ['57014', '25P04'];

const asText = (text: string) => text;

/** With a callback, because only this form gives the columns of an answer without rows. */
const read = (cursor: Cursor, count: number) =>
  new Promise<{ batch: (string | null)[][]; fields: readonly FieldDef[] }>((done, failed) =>
    cursor.read(count, (error, rows, result) =>
      error ? failed(error) : done({ batch: rows, fields: result?.fields ?? [] }),
    ),
  );

/** Type ids of pg_type.dat: int8, int2, int4, oid, float4, float8, numeric. */
const NUMBERS = [20, 21, 23, 26, 700, 701, 1700];
const BOOLEAN = 16;

const columnOf = ({ name, dataTypeID }: FieldDef): QueryColumn => ({
  name,
  kind: NUMBERS.includes(dataTypeID) ? 'number' : dataTypeID === BOOLEAN ? 'boolean' : 'text',
});
