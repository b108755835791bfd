// One file in four places, on the real local cloud: S3, DynamoDB and PostgreSQL.

import { expect, test } from 'vitest';
import { openWorkplace } from './testing/workplace.ts';

const work = await openWorkplace();
const { put, convert, items, files, rows, tools } = work;

const recordOf = async (key: string) => (await items()).files.find(({ pk }) => pk === key);
const rowsOf = async (key: string) =>
  (await items()).rows
    .filter(({ pk }) => pk.startsWith(`${key}@`))
    .sort((one, other) => Number(one.sk) - Number(other.sk))
    .map(({ pk, sk, ...row }) => row);
const inDatabase = (key: string, dataset: string) =>
  rows(`SELECT to_jsonb(t) - '_file' AS row FROM lake.${dataset} t WHERE _file = $1 ORDER BY _line`, [key]).then(
    (all) => all.map(({ row }) => row),
  );

test('a Brazilian file is in Parquet, JSON lines, PostgreSQL and DynamoDB, the same in each', async () => {
  const key = 'in/Vendas 2024/março.CSV';
  await convert(await put(key, '\ufeffDia;Valor;Pago;Cliente\n03/04/2024;1.234,50;sim;Açaí\n31/12/2024;7;não;\n'));
  expect(await files('in/Vendas 2024/março.csv')).toEqual({
    parquet: [
      ['2024-04-03', '1234.50', 'true', 'Açaí'],
      ['2024-12-31', '7.00', 'false', null],
    ],
    json: '{"dia":"2024-04-03","valor":1234.50,"pago":true,"cliente":"Açaí"}\n{"dia":"2024-12-31","valor":7.00,"pago":false,"cliente":null}\n',
  });
  expect(await inDatabase(key, 'vendas_2024')).toEqual([
    { _line: 1, dia: '2024-04-03', valor: 1234.5, pago: true, cliente: 'Açaí' },
    { _line: 2, dia: '2024-12-31', valor: 7, pago: false, cliente: null },
  ]);
  expect(await rowsOf(key)).toEqual([
    { dia: '2024-04-03', valor: '1234.5', pago: true, cliente: 'Açaí' },
    { dia: '2024-12-31', valor: '7', pago: false },
  ]);
  expect(await recordOf(key)).toMatchObject({
    ...{ key, status: 'success', dataset: 'vendas_2024', rows: '2', items: '2', encoding: 'UTF-8', ragged: '0' },
    columns: [{ name: 'dia' }, { name: 'valor', kind: 'decimal', scale: '2' }, { name: 'pago' }, { name: 'cliente' }],
    ...{ parquet: 'parquet/Vendas 2024/março.parquet', json: 'json/Vendas 2024/março.jsonl', kind: 'file' },
  });
});

test('a newer upload replaces the rows everywhere, and nothing of the old one stays', async () => {
  const key = 'in/notas/a.csv';
  await convert(await put(key, `n;x\n${'1;a\n'.repeat(60)}`));
  expect(await rowsOf(key)).toHaveLength(60);
  await convert(await put(key, 'n;x\n2;b\n'));
  expect(await rowsOf(key)).toEqual([{ n: '2', x: 'b' }]);
  expect(await inDatabase(key, 'notas')).toEqual([{ _line: 1, n: 2, x: 'b' }]);
  expect(await files(key)).toEqual({ parquet: [['2', 'b']], json: '{"n":2,"x":"b"}\n' });
  expect(await recordOf(key)).not.toHaveProperty('replaced');
});

test('an older and a repeated event change nothing, in no place', async () => {
  const key = 'in/notas/late.csv';
  const older = await put(key, 'n\n1\n1\n');
  const newer = await put(key, 'n\n2\n');
  await convert(newer);
  const before = [await recordOf(key), await rowsOf(key), await files(key)];
  await convert(older);
  await convert(newer);
  expect([await recordOf(key), await rowsOf(key), await files(key)]).toEqual(before);
  expect(before[1]).toEqual([{ n: '2' }]);
});

test.each([
  ['in/notas/broken.csv', 'a,b\n1,"x\n', 'a quotation mark in line 1 is never closed'],
  ['in/notas/empty.csv', '', 'it is empty'],
  ['in/loose.csv', 'a\n1\n', 'its name has no dataset: it must be in/DATASET/NAME.csv'],
  ['in/---/x.csv', 'a\n1\n', 'its name has no dataset: it must be in/DATASET/NAME.csv'],
])('%s is refused: a record with the reason, and no row anywhere', async (key, content, reason) => {
  await convert(await put(key, content));
  expect(await recordOf(key)).toMatchObject({ status: 'failure', reason, rows: '0', items: '0' });
  expect(await rowsOf(key)).toEqual([]);
});

test('a refused upload takes the rows of the one before with it: the places show the newest upload', async () => {
  const key = 'in/notas/b.csv';
  await convert(await put(key, 'n;x\n1;a\n'));
  await convert(await put(key, 'n;x\n1;"a\n'));
  expect(await rowsOf(key)).toEqual([]);
  expect(await inDatabase(key, 'notas')).toEqual([]);
  expect(await files(key)).toEqual({ parquet: undefined, json: undefined });
  await convert(await put(key, 'n;x\n3;c\n'));
  expect(await inDatabase(key, 'notas')).toEqual([{ _line: 1, n: 3, x: 'c' }]);
});

test('two names that differ only in the ending have one file each at most: the second is refused, and loses nothing of the first', async () => {
  const [first, second] = ['in/gemeos/twin.csv', 'in/gemeos/twin.CSV'] as const;
  const loaded = await put(first, 'n\n1\n');
  await convert(loaded);
  const before = [await files(first), await rowsOf(first), await recordOf(first)];
  const reason = `its name differs from ${first} only in the ending, and their files would be the same`;
  for (const content of ['n\n2\n', 'n\n"2\n']) {
    const event = await put(second, content);
    await convert(event);
    await convert(event);
    expect(await recordOf(second)).toMatchObject({
      status: 'failure',
      rows: '0',
      ...(content === 'n\n2\n' && { reason }),
    });
    expect([await files(first), await rowsOf(first), await recordOf(first)]).toEqual(before);
  }
  await convert(await put(first, '')); // refused: the names are free
  await convert(await put(second, 'n\n3\n'));
  expect(await files(second)).toEqual({ parquet: [['3']], json: '{"n":3}\n' });
  expect(await inDatabase(second, 'gemeos')).toEqual([{ _line: 1, n: 3 }]);
  await convert(await put(first, 'n\n4\n'));
  expect(await files(first), 'of the second').toEqual({ parquet: [['3']], json: '{"n":3}\n' });
});

test('of two such names at the same moment one wins everywhere', async () => {
  const keys = ['in/gemeos/race.csv', 'in/gemeos/race.cSV'] as const;
  const events = await Promise.all(keys.map((key, at) => put(key, `n\n${at}\n`)));
  await Promise.all(events.map((event) => convert(event)));
  const winners = await Promise.all(keys.map(async (key) => (await recordOf(key))?.status === 'success'));
  expect(winners.toSorted()).toEqual([false, true]);
  const winner = winners.indexOf(true);
  expect(await files(keys[0])).toEqual({ parquet: [[String(winner)]], json: `{"n":${winner}}\n` });
  expect(await inDatabase(keys[1 - winner] as string, 'gemeos')).toEqual([]);
});

test('a file that is too large is refused with its number, before it is read', async () => {
  const key = 'in/notas/large.csv';
  const read = () => Promise.reject(new Error('it was read'));
  await convert(await put(key, 'n\n1\n'), tools({ maxBytes: 3, read }));
  expect(await recordOf(key)).toMatchObject({ reason: 'it has 4 bytes; at most 3 can be converted', bytes: '4' });
});

test('a file that is gone is a record with the reason', async () => {
  const key = 'in/notas/gone.csv';
  const event = await put(key, 'n\n1\n');
  const { object } = (event.Records[0] as unknown as { s3: { object: { versionId: string } } }).s3;
  object.versionId = '00000000-0000-4000-8000-000000000000';
  await convert(event);
  expect(await recordOf(key)).toMatchObject({ status: 'failure', reason: 'gone before it was read' });
});

test('what PostgreSQL cannot take is refused, and the other places are cleared of it', async () => {
  const wide = (from: number) => Array.from({ length: 250 }, (_, index) => `c${from + index}`).join(',');
  for (let file = 0; file < 7; file += 1) await convert(await put(`in/wide/${file}.csv`, `${wide(file * 250)}\n1\n`));
  const record = await recordOf('in/wide/6.csv');
  expect(record).toMatchObject({
    status: 'failure',
    items: '0',
    reason: expect.stringContaining('more than 1600 columns'),
  });
  expect(await rowsOf('in/wide/6.csv')).toEqual([]);
  expect(await files('in/wide/6.csv')).toEqual({ parquet: undefined, json: undefined });
  expect(await recordOf('in/wide/5.csv')).toMatchObject({ status: 'success' });
});

test('a header as an attack is a name like any other', async () => {
  const key = "in/x'); DROP SCHEMA lake CASCADE; --/a.csv";
  await convert(await put(key, `"a""; DROP TABLE x; --",'; --,c\n=1+1,2,3\n`));
  expect(await recordOf(key)).toMatchObject({ status: 'success', dataset: 'x_drop_schema_lake_cascade' });
  expect(await inDatabase(key, 'x_drop_schema_lake_cascade')).toEqual([
    { _line: 1, a_drop_table_x: '=1+1', coluna_2: 2, c: 3 },
  ]);
});

test('columns called pk and sk do not touch the keys', async () => {
  const key = 'in/notas/keys.csv';
  await convert(await put(key, 'pk,sk,status\n1,2,x\n'));
  expect(await rowsOf(key)).toEqual([{ pk_: '1', sk_: '2', status: 'x' }]);
});

test('of a long file only so many rows become items, and the record says how many', async () => {
  const key = 'in/notas/long.csv';
  await convert(await put(key, `n\n${'1\n'.repeat(70)}`), tools({ maxItems: 30 }));
  expect(await recordOf(key)).toMatchObject({ rows: '70', items: '30' });
  expect(await rowsOf(key)).toHaveLength(30);
  expect(await inDatabase(key, 'notas')).toHaveLength(70);
  await convert(await put(key, 'n\n1\n'));
  expect(await rowsOf(key)).toHaveLength(1);
});

test('other files and other events are left alone', async () => {
  const before = (await items()).files.length;
  await convert(await put('in/notas/readme.txt', 'n\n1\n'));
  await convert(await put('elsewhere/notas/a.csv', 'n\n1\n'));
  expect((await items()).files).toHaveLength(before);
});
