// Whatever happens to events and functions: in the end the table has the rows of the newest upload of each file, each
// once, in their order, and no row of an earlier one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONG } from '../../../../testing/long.ts';
import { withDatabase } from './connection.ts';
import { lakeOf } from './lake.ts';
import { readyDatabase } from './testing/database.ts';
import { type Delivery, type History, histories, rowsUntil, type Upload } from './testing/histories.ts';
import { rowsOf, versionOf } from './testing/rows.ts';
import { WRITER } from './users.ts';

const database = await readyDatabase();
const lake = lakeOf(database.settings);
const runs = LONG ? 400 : 8;

/** Ends every other connection, as a server does that fails. */
const cut = () =>
  database.rows(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()',
  );

async function deliver(delivery: Delivery): Promise<void> {
  const { upload, fate } = delivery;
  await lake.replace(versionOf(upload.key, upload.number), async () => {
    if (fate === 'fails before the rows') throw new Error('S3 did not answer');
    return rowsUntil(delivery, cut);
  });
}

/** Every cell as its canonical text, and NULL for a column that the upload does not have. */
async function inTable(): Promise<Record<string, unknown>[]> {
  const there = await database.rows("SELECT to_regclass('lake.historia') IS NOT NULL AS there");
  if (!there[0]?.there) return [];
  const types = await database.rows(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = 'lake.historia'::regclass AND attnum > 0`,
  );
  const read = types.map(({ name, type }) =>
    String(type).startsWith('timestamp')
      ? `to_char("${name}", 'YYYY-MM-DD"T"HH24:MI:SS.MS') AS "${name}"`
      : `"${name}"::text`,
  );
  return database.rows(`SELECT ${read.join(', ')} FROM lake.historia ORDER BY _file, _line`);
}

/** Milliseconds that are zero, and a time of day that is midnight, may be written or not: widening cannot tell. */
const plain = (value: unknown) =>
  typeof value === 'string' ? value.replace(/\.000$/, '').replace(/T00:00:00$/, '') : value;

const expected = (uploads: readonly Upload[]) =>
  [...new Set(uploads.map(({ key }) => key))].sort().flatMap((key) => {
    const newest = Math.max(...uploads.filter((one) => one.key === key).map(({ number }) => number));
    const { columns, rows } = uploads.find((one) => one.key === key && one.number === newest) as Upload;
    return rows.map((row, at) => ({
      ...{ _file: key, _line: String(at + 1) },
      ...Object.fromEntries(columns.map(({ name }, column) => [name, row[column]])),
    }));
  });

const tidy = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, plain(value)]),
    ),
  );

test(`${runs} random histories end with the newest upload of each file`, {
  timeout: LONG ? 1_800_000 : 120_000,
}, async () => {
  const run = async ({ uploads, deliveries }: History) => {
    await database.rows('DROP TABLE IF EXISTS lake.historia; ');
    await database.rows('DELETE FROM ledger.files');
    // A delivery that fails is S3's business: it sends the event again. What it left behind must harm nothing.
    for (const together of deliveries) await Promise.allSettled(together.map(deliver));
    for (const upload of uploads) await deliver({ upload, fate: 'done' });
    expect(tidy(await inTable())).toEqual(tidy(expected(uploads)));
    const ledger = await database.rows('SELECT count(*)::int AS files FROM ledger.files');
    expect(ledger).toEqual([{ files: new Set(uploads.map(({ key }) => key)).size }]);
  };
  await fc.assert(fc.asyncProperty(histories, run), { numRuns: runs, endOnFailure: LONG });
});

test('a process that is killed among the rows leaves nothing, and frees its locks at once', async () => {
  const version = versionOf('in/morto/a.csv', 1);
  const code = `import { lakeOf } from ${JSON.stringify(new URL('lake.ts', import.meta.url).href)};
    await lakeOf(${JSON.stringify(database.settings)}).replace(${JSON.stringify(version)}, async () => ({
      columns: [{ name: 'n', kind: 'integer' }],
      async *batches() { yield [['1']]; console.log('half'); await new Promise((done) => setTimeout(done, 60_000)); },
    }));`;
  const program = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', code];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await database.rows("SELECT to_regclass('lake.morto') AS there")).toEqual([{ there: null }]);
  expect(await lake.replace(version, async () => rowsOf('n:integer', [['1'], ['2']]))).toBe('replaced');
  const counted = await withDatabase(database.settings, WRITER, (client) =>
    client.query('SELECT count(*)::int AS n FROM lake.morto'),
  );
  expect(counted.rows).toEqual([{ n: 2 }]);
});
