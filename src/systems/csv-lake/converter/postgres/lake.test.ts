// The rows of a file in PostgreSQL, against a real server: every kind of value, files that differ, repeated and late
// events, failures in the middle, and names and values that are SQL.

import { describe, expect, test } from 'vitest';
import type { Row, Rows } from '../rows.ts';
import { lakeOf } from './lake.ts';
import { TableRefusal } from './table-refusal.ts';
import { readyDatabase } from './testing/database.ts';
import { rowsOf, versionOf } from './testing/rows.ts';

const database = await readyDatabase();
const lake = lakeOf(database.settings);
const put = (key: string, number: number, rows: Rows | undefined) =>
  lake.replace(versionOf(key, number), async () => rows);
const cells = async (dataset: string) =>
  (await database.rows(`SELECT to_jsonb(whole_row) AS row FROM lake.${dataset} whole_row ORDER BY _file, _line`)).map(
    ({ row }) => row,
  );
const typesOf = async (dataset: string) =>
  Object.fromEntries(
    (
      await database.rows(
        `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0`,
        [`lake.${dataset}`],
      )
    ).map(({ name, type }) => [name, type]),
  );

describe('values', () => {
  test('every kind comes back as it was, also what means something to COPY', async () => {
    const columns = 'ativo:boolean n:integer valor:decimal.2 dia:date quando:timestamp nota:text';
    const rows: Row[] = [
      ['true', '999999999999999999', '-1234567890123.45', '2024-02-29', '2024-04-03T10:00:00.250', 'São\tPaulo\\N'],
      ['false', '-1', '0.00', '0001-01-01', '1900-01-01T00:00:00', '\\.\nquebra\r\n"aspas" ; \\'],
      [null, null, null, null, null, null],
      [null, null, null, null, null, ''],
    ];
    expect(await put('in/valores/a.csv', 1, rowsOf(columns, rows))).toBe('replaced');
    const back = await database.rows(
      `SELECT ativo::text, n::text, valor::text, dia::text, to_char(quando, 'YYYY-MM-DD"T"HH24:MI:SS.MS') AS quando, nota
       FROM lake.valores ORDER BY _line`,
    );
    expect(back.map((row) => Object.values(row))).toEqual([
      rows[0],
      ['false', '-1', '0.00', '0001-01-01', '1900-01-01T00:00:00.000', rows[1]?.[5]],
      rows[2],
      rows[3],
    ]);
    const { rows: counted } =
      (await database.rows("SELECT rows FROM ledger.files WHERE key = 'in/valores/a.csv'"))[0] ?? {};
    expect(counted).toBe('4');
  });

  test('a file with a header and no row makes an empty table', async () => {
    expect(await put('in/vazio/a.csv', 1, rowsOf('a:text', []))).toBe('replaced');
    expect(await cells('vazio')).toEqual([]);
  });
});

describe('files of one dataset that differ', () => {
  test('a new column is added; a type is widened to hold both, and what was there keeps its meaning', async () => {
    await put(
      'in/misto/a.csv',
      1,
      rowsOf('n:integer d:date t:timestamp b:boolean', [['1', '2024-04-03', '2024-04-03T10:00:00.5', 'true']]),
    );
    await put(
      'in/misto/b.csv',
      1,
      rowsOf('n:decimal.2 d:timestamp t:text b:integer e:text', [['2.50', '2024-04-03T10:00:00', 'x', '7', 'y']]),
    );
    expect(await typesOf('misto')).toEqual({
      ...{ _file: 'text', _line: 'bigint', n: 'numeric', d: 'timestamp without time zone' },
      ...{ t: 'text', b: 'text', e: 'text' },
    });
    expect(await cells('misto')).toEqual([
      {
        _file: 'in/misto/a.csv',
        _line: 1,
        n: 1,
        d: '2024-04-03T00:00:00',
        t: '2024-04-03T10:00:00.500',
        b: 'true',
        e: null,
      },
      { _file: 'in/misto/b.csv', _line: 1, n: 2.5, d: '2024-04-03T10:00:00', t: 'x', b: '7', e: 'y' },
    ]);
    await put('in/misto/b.csv', 2, rowsOf('e:integer', [['5']]));
    expect((await cells('misto'))[1]).toEqual(expect.objectContaining({ n: null, e: '5' }));
  });

  test('eight files of a new dataset at once, each with another column: one table, and no error', async () => {
    const numbers = [...Array(8).keys()];
    const outcomes = await Promise.all(
      numbers.map((n) =>
        put(`in/juntos/${n}.csv`, 1, rowsOf(`comum:${n % 2 ? 'integer' : 'text'} c${n}:integer`, [['1', `${n}`]])),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(['replaced']));
    expect(Object.keys(await typesOf('juntos')).sort()).toEqual([
      '_file',
      '_line',
      ...numbers.map((n) => `c${n}`),
      'comum',
    ]);
    expect(await cells('juntos')).toHaveLength(8);
  });

  test('a table that cannot take a file says why, and keeps what it has', async () => {
    const wide = (from: number, count: number) =>
      rowsOf([...Array(count).keys()].map((n) => `c${from + n}:integer`).join(' '), []);
    for (let n = 0; n < 6; n += 1) await put(`in/largo/${n}.csv`, 1, wide(n * 250, 250));
    const refused = put('in/largo/6.csv', 1, wide(6 * 250, 250));
    await expect(refused).rejects.toThrow(TableRefusal);
    await expect(refused).rejects.toThrow(
      'The table of largo cannot take this file: the dataset would have more than 1600 columns.',
    );
    await expect(put('in/sistema/a.csv', 1, rowsOf('ctid:text', []))).rejects.toThrow(
      /uses the name of one of its columns itself/,
    );
    await database.rows('CREATE VIEW lake.olhar AS SELECT n FROM lake.misto');
    await expect(put('in/misto/c.csv', 1, rowsOf('n:text', []))).rejects.toThrow(/a view uses a column/);
    expect(await cells('misto')).toHaveLength(2);
  });
});

describe('events', () => {
  test('the newest upload wins; older and repeated events write nothing at all', async () => {
    const written: number[] = [];
    const event = (number: number, values: string[]) =>
      lake.replace(versionOf('in/ordem/a.csv', number), async () => {
        written.push(number);
        return rowsOf(
          'n:integer',
          values.map((value) => [value]),
        );
      });
    expect(await event(2, ['1', '2', '3'])).toBe('replaced');
    expect(await event(1, ['9'])).toBe('older');
    expect(await event(2, ['9'])).toBe('repeated');
    expect(await event(3, ['4'])).toBe('replaced');
    expect(written).toEqual([2, 3]);
    expect(await cells('ordem')).toEqual([{ _file: 'in/ordem/a.csv', _line: 1, n: 4 }]);
  });

  test('a file that is refused has no rows any more; one that never had any leaves no table', async () => {
    await put('in/recusa/a.csv', 1, rowsOf('n:integer', [['1']]));
    expect(await put('in/recusa/a.csv', 2, undefined)).toBe('replaced');
    expect(await cells('recusa')).toEqual([]);
    expect(await put('in/nada/a.csv', 1, undefined)).toBe('replaced');
    expect(await database.rows("SELECT to_regclass('lake.nada') AS there")).toEqual([{ there: null }]);
    expect(await put('in/nada/a.csv', 1, undefined)).toBe('repeated');
  });

  test('a failure in the middle changes nothing, and the same event comes again', async () => {
    const rows = [['1'], ['2'], ['3'], ['4']];
    await put('in/meio/a.csv', 1, rowsOf('n:integer', rows));
    const breaking: Rows = {
      ...rowsOf('n:integer novo:text', []),
      async *batches() {
        yield [['5', 'x']];
        throw new Error('the box ran out of memory');
      },
    };
    await expect(put('in/meio/a.csv', 2, breaking)).rejects.toThrow('the box ran out of memory');
    await expect(
      lake.replace(versionOf('in/meio/a.csv', 2), () => Promise.reject(new Error('S3 did not answer'))),
    ).rejects.toThrow('S3 did not answer');
    expect(Object.keys(await typesOf('meio'))).toEqual(['_file', '_line', 'n']);
    expect(await cells('meio')).toHaveLength(4);
    expect(await put('in/meio/a.csv', 2, rowsOf('n:integer novo:text', [['5', 'x']]))).toBe('replaced');
  });

  test('two events of one file at once: the second waits until the first has ended', async () => {
    let running = 0;
    let most = 0;
    const event = (number: number) =>
      lake.replace(versionOf('in/fila/a.csv', number), async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((done) => setImmediate(done));
        running -= 1;
        return rowsOf('n:integer', [[String(number)]]);
      });
    await Promise.all([3, 1, 5, 2, 4].map(event));
    expect(most).toBe(1);
    expect(await cells('fila')).toEqual([{ _file: 'in/fila/a.csv', _line: 1, n: 5 }]);
  });
});

describe('SQL in a file', () => {
  const EVIL = [
    `a"; DROP TABLE lake.ordem; --`,
    `x'); DELETE FROM ledger.files; --`,
    'A',
    'a b',
    '',
    'ç',
    '1a',
    `a${'b'.repeat(63)}`,
  ];

  test.each(EVIL)('the name %j is refused for a column and for a dataset, before any of it is SQL', async (name) => {
    const before = await database.rows('SELECT count(*)::int AS n FROM ledger.files');
    const column: Rows = { columns: [{ name, kind: 'text' }], async *batches() {} };
    await expect(put('in/ordem/b.csv', 1, column)).rejects.toThrow('Not a name for a table or a column');
    const dataset = { ...versionOf('in/x/a.csv', 1), dataset: name };
    await expect(lake.replace(dataset, async () => rowsOf('a:text', []))).rejects.toThrow(
      'Not a name for a table or a column',
    );
    expect(await database.rows('SELECT count(*)::int AS n FROM ledger.files')).toEqual(before);
  });

  test('words of SQL are names like any other, and a value or a key is never SQL', async () => {
    const key = `in/select/a'); DROP TABLE lake."select"; --.csv`;
    const words = 'select:text order:text user:text table:text';
    await put(key, 1, rowsOf(words, [[`'; DROP TABLE lake."select"; --`, '$1', '\\', '%s']]));
    await put(key, 2, rowsOf(words, [[`'; DROP TABLE lake."select"; --`, '$1', '\\', '%s']]));
    expect(await cells('"select"')).toEqual([
      { _file: key, _line: 1, select: `'; DROP TABLE lake."select"; --`, order: '$1', user: '\\', table: '%s' },
    ]);
  });
});
