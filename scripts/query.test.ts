// query on a real lake: a CSV file is uploaded, its rows are asked for as a table, CSV and JSON, and nothing can be
// changed by asking.

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clientOf } from '../src/local/private-cloud.ts';
import { DEFAULT_SYSTEM } from '../src/screen/next-command.ts';
import { commandsOf, linesOf } from '../src/testing/run-command.ts';

const KEY = 'in/vendas/vendas.csv';
const LAKE = ['--system', 'csv-lake'];
const run = commandsOf('query', { LAKE_GRAFANA: 'off', ALARMS: 'off' });
const query = (...args: string[]) => run('scripts/query.ts', ...args);

describe('wrong usage ends with 2 and one sentence', () => {
  const cases: [args: string[], says: string][] = [
    [[], `${DEFAULT_SYSTEM} has no database to query.`],
    [LAKE, 'There is no statement to run.'],
    [[...LAKE, '  '], 'There is no statement to run.'],
    [[...LAKE, 'select 1', '--limit', '0'], '--limit 0 is not a whole number from 1 to 10000.'],
    [[...LAKE, 'select 1', '--csv'], '--csv and --json both want standard output.'],
  ];
  test.concurrent.each(cases)('%j', async (args, says) => {
    const { status, out, err } = await query(...args, '--json');
    expect(err).toContain(says);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });
});

test('before up it says what is not there', async () => {
  const { status, err } = await query(...LAKE, 'select 1');
  expect(err).toContain(
    'The function ada-query-csv-lake-converter is not there: run npm run up -- --system csv-lake first.',
  );
  expect(status).toBe(1);
});

describe('with a lake', () => {
  beforeAll(async () => {
    expect(await run('provision/up.ts', 'csv-lake', '--json')).toMatchObject({ status: 0 });
    const s3 = new S3Client({ ...clientOf(inject('cloud') as never), forcePathStyle: true });
    const Body = 'Cidade;Valor;Ativo\r\nSão Paulo;1.234,50;sim\r\n=1+1;-7,25;não\r\n;;\r\n';
    await s3.send(new PutObjectCommand({ Bucket: 'ada-query-csv-lake-000000000000', Key: KEY, Body }));
    expect(await run('scripts/records.ts', ...LAKE, '--wait', KEY)).toMatchObject({ status: 0 });
  }, 240_000);
  afterAll(async () => {
    expect(await run('teardown/down.ts', 'csv-lake', '--yes')).toMatchObject({ status: 0 });
  }, 120_000);
  const SQL = 'select cidade, valor, ativo from lake.vendas order by _line';

  test('a table, JSON and CSV tell the same rows', async () => {
    const shown = await query(...LAKE, SQL);
    expect(shown).toMatchObject({ status: 0, err: '' });
    expect(shown.out.split('\n').slice(-6, -1)).toEqual(
      ['cidade      valor     ativo', 'São Paulo   1234.50   true', '=1+1        -7.25     false', '3 rows'].toSpliced(
        3,
        0,
        '',
      ),
    );
    expect(linesOf(await query(...LAKE, SQL, '--json'))).toEqual([
      { cidade: 'São Paulo', valor: 1234.5, ativo: true },
      { cidade: '=1+1', valor: -7.25, ativo: false },
      { cidade: null, valor: null, ativo: null },
    ]);
    expect((await query(...LAKE, SQL, '--csv')).out).toBe(
      "cidade,valor,ativo\r\nSão Paulo,1234.50,true\r\n'=1+1,-7.25,false\r\n,,\r\n",
    );
  });

  test('words without quotes around them are one statement; a limit says that there is more', async () => {
    const { out } = await query(...LAKE, 'select', 'generate_series(1,', '30)', '--limit', '10');
    expect(out).toContain('10 rows\nThere are more.');
    expect(out).toContain('npm run query -- --system csv-lake --limit 100');
  });

  test('what would change something, and what is no SQL, is refused with a code, and exit code 1', async () => {
    for (const [sql, says] of [
      [
        'delete from lake.vendas',
        'PostgreSQL refuses the statement: cannot execute DELETE in a read-only transaction (25006).\n  npm run query only reads.',
      ],
      [
        'select * from lake.nada',
        'PostgreSQL refuses the statement: relation "lake.nada" does not exist (42P01).\n  `select table_schema, table_name',
      ],
      ['select 1; select 2', 'cannot insert multiple commands into a prepared statement (42601).'],
    ] as const) {
      const { status, err, out } = await query(...LAKE, sql);
      expect(`${out}${err}`).toContain(says);
      expect(status).toBe(1);
    }
  });
});
