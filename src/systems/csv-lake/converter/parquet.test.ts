// What is written into Parquet and JSON lines is what was in the CSV file, digit by digit.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, expect, test } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { readParquet, writeParquet } from './parquet.ts';
import type { Cell, Rows } from './rows.ts';
import { allOf, converted } from './testing/read-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'table.parquet');

const jsonOf = (table: Rows) => text(jsonLines(table));

test('every kind, with empty cells, there and back', async () => {
  const { table, rows } = await converted(
    'dia;hora;valor;numero;pago;nome\n03/04/0050;03/04/2024 10:00:01.120;-1.234,50;999999999999999999;sim;"Açaí ""A"""\n;;;;;\n31/12/9999;01/01/1000 00:00;0,07;-7;não;x\n',
  );
  await writeParquet(path, table);
  const read = await readParquet(path);
  expect(read.columns).toEqual(table.columns);
  expect(await allOf(read)).toEqual(rows);
  expect(rows).toEqual([
    ['0050-04-03', '2024-04-03T10:00:01.120', '-1234.50', '999999999999999999', 'true', 'Açaí "A"'],
    [null, null, null, null, null, null],
    ['9999-12-31', '1000-01-01T00:00:00', '0.07', '-7', 'false', 'x'],
  ]);
  expect((await jsonOf(table)).split('\n')[0]).toBe(
    '{"dia":"0050-04-03","hora":"2024-04-03T10:00:01.120","valor":-1234.50,"numero":999999999999999999,"pago":true,"nome":"Açaí \\"A\\""}',
  );
});

test('a table without rows is a file without rows', async () => {
  const { table } = await converted('a;b\n');
  await writeParquet(path, table);
  const read = await readParquet(path);
  expect([read.columns, await allOf(read), await jsonOf(table)]).toEqual([table.columns, [], '']);
});

test('many rows come in groups, so that few are in memory', async () => {
  const { table } = await converted(`n;text\n${'7;x\n'.repeat(120_000)}`);
  await writeParquet(path, table);
  const { row_groups } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  expect(row_groups.map(({ num_rows }) => num_rows)).toEqual([50_000n, 50_000n, 20_000n]);
  expect(await allOf(await readParquet(path))).toHaveLength(120_000);
});

const number = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 13n - 1n }), fc.integer({ min: 0, max: 99 }))
  .map(([negative, whole, cents]) => `${negative ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`);
const word = fc.string({
  unit: fc.constantFrom('a', 'ç', '"', ';', ',', '\n', '😀', '7', '.', '-', '/'),
  maxLength: 8,
});

test('random tables are equal in Parquet, in JSON lines, and as they were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(number, word), { minLength: 1, maxLength: 20 }), async (written) => {
      const { table, rows } = await converted(`valor,nome\n${Papa.unparse(written, { newline: '\n' })}\n`);
      const plus = (amount: string) => (/^-0\.00$/.test(amount) ? '0.00' : amount);
      expect(rows.map(([valor]) => valor)).toEqual(written.map(([valor]) => plus(valor)));
      await writeParquet(path, table);
      expect(await allOf(await readParquet(path))).toEqual(rows);
      const sums = (cells: readonly Cell[]) =>
        cells.reduce((sum, cell) => sum + BigInt(cell?.replace('.', '') ?? 0), 0n);
      const amounts = [...(await jsonOf(table)).matchAll(/^\{"valor":(-?[\d.]+),/gm)].map(([, amount = '']) => amount);
      expect(sums(amounts)).toBe(sums(rows.map(([valor]) => valor ?? null)));
    }),
    { numRuns: 200 },
  );
});
