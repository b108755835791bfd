// Another library finds in the Parquet files what the converter put there: names, types and every cell.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeParquet } from './parquet.ts';
import { openDuckDb } from './testing/duckdb/duckdb.ts';
import { converted } from './testing/read-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'duckdb-'));
const path = join(folder, "it's.parquet");
const duckdb = await openDuckDb();
afterAll(() => {
  duckdb.close();
  rmSync(folder, { recursive: true });
});

test('every kind, with empty cells', async () => {
  const { table, rows } = await converted(
    'dia;hora;valor;numero;pago;nome\n03/04/0050;03/04/2024 10:00:01.120;-1.234,50;999999999999999999;sim;"Açaí ""A"""\n;;;;;\n31/12/9999;01/01/1000 00:00;0,07;-7;não;x\n',
  );
  await writeParquet(path, table);
  expect(await duckdb.read(path)).toEqual({
    types: {
      ...{ dia: 'DATE', hora: 'TIMESTAMP', valor: 'DECIMAL(18,2)', numero: 'BIGINT', pago: 'BOOLEAN' },
      nome: 'VARCHAR',
    },
    rows,
  });
  expect(await duckdb.sums(path, ['valor', 'numero'])).toEqual(['-1234.43', '999999999999999992']);
});

test('no row; and many rows in groups, in their order', async () => {
  await writeParquet(path, (await converted('a;b\n')).table);
  expect(await duckdb.read(path)).toEqual({ types: { a: 'VARCHAR', b: 'VARCHAR' }, rows: [] });
  const lines = Array.from({ length: 120_000 }, (_, line) => `${line};${line % 100},5`).join('\n');
  await writeParquet(path, (await converted(`n;valor\n${lines}\n`)).table);
  expect(await duckdb.sums(path, ['n', 'valor'])).toEqual(['7199940000', '6000000.0']);
  const { rows } = await duckdb.read(path);
  expect(rows.every(([n, valor], line) => n === String(line) && valor === `${line % 100}.5`)).toBe(true);
  expect(rows).toHaveLength(120_000);
});
