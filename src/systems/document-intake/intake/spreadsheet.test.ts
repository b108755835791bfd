import { expect, test } from 'vitest';
import { dice } from '../../../operate/upload/text-file.ts';
import { ledgerCsv, ledgerRows, packed, workbookParts, xlsx } from '../documents/workbook.ts';
import { moved } from './formula.ts';
import { readDocument } from './read.ts';

const read = (content: Buffer | string) => readDocument(Buffer.from(content));

test('each sheet of an XLSX gives its header, rows, kinds of columns, and a CSV', async () => {
  const { finding, csv } = await read(
    xlsx([
      {
        name: 'Lançamentos',
        rows: [
          ['data', 'descrição', 'valor', 'pago'],
          [{ date: 46_023 }, 'café, "puro"', -5.5, 'sim'],
          [{ date: 46_023.5 }, undefined, 7, 8],
        ],
      },
      { name: 'Vazia', rows: [] },
      { name: 'A & B', rows: [['x'], ['1'], ['y']] },
    ]),
  );
  expect(finding).toMatchObject({ kind: 'spreadsheet', status: 'accepted' });
  expect('sheets' in finding && finding.sheets).toEqual([
    {
      name: 'Lançamentos',
      header: ['data', 'descrição', 'valor', 'pago'],
      rows: 2,
      formulas: 0,
      columns: [
        { name: 'data', kind: 'date' },
        { name: 'descrição', kind: 'text' },
        { name: 'valor', kind: 'number' },
        { name: 'pago', kind: 'mixed' },
      ],
    },
    { name: 'A & B', header: ['x'], rows: 2, formulas: 0, columns: [{ name: 'x', kind: 'text' }] },
  ]);
  expect(csv).toEqual([
    'data,descrição,valor,pago\r\n2026-01-01,"café, ""puro""",-5.5,sim\r\n2026-01-01T12:00:00,,7,8\r\n',
    'x\r\n1\r\ny\r\n',
  ]);
});

test('a formula is text in the CSV, also one that was filled down, and text that looks like one', async () => {
  const parts = workbookParts([
    {
      name: 'A',
      rows: [
        ['a', 'b', '=HYPERLINK("http://x")'],
        [1, { formula: 'A2*2', value: 2 }, -3],
      ],
    },
  ]);
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  parts.set(
    'xl/worksheets/sheet1.xml',
    sheet.replace(
      '</sheetData>',
      '<row r="3"><c r="A3"><f t="shared" ref="A3:A4" si="0">B2+$C$1</f><v>1</v></c></row><row r="4"><c r="A4"><f t="shared" si="0"/><v>1</v></c></row></sheetData>',
    ),
  );
  const { finding, csv } = await read(packed(parts));
  expect(csv[0]).toBe(`a,b,"'=HYPERLINK(""http://x"")"\r\n1,'=A2*2,-3\r\n'=B2+$C$1,,\r\n'=B3+$C$1,,\r\n`);
  expect('sheets' in finding && finding.sheets[0]?.formulas).toBe(3);
});

test('references move, and text, functions and names do not', () => {
  expect(moved('SUM(A1:$B2)+LOG10(C$3)&"A1"&\'Plan A1\'!Z9', 2, 1)).toBe(
    'SUM(B3:$B4)+LOG10(D$3)&"A1"&\'Plan A1\'!AA11',
  );
});

test('a CSV with ";" and decimal commas, a byte order mark and quotes', async () => {
  const { finding, csv } = await read(`\ufeff${ledgerCsv(dice(1), 20)}`);
  expect('sheets' in finding && finding.sheets[0]).toMatchObject({
    header: ['data', 'descrição', 'valor', 'documento'],
    rows: 20,
    columns: [{ kind: 'date' }, { kind: 'text' }, { kind: 'number' }, { kind: 'text' }],
  });
  expect(csv[0]?.split('\r\n')).toHaveLength(22);
});

test.each([
  ['ragged rows', 'a,b\n1,2,3\n', 'ragged-rows'],
  ['an open quote', 'a,b\n"1,2\n', 'damaged'],
  ['a header alone', 'a,b\n', 'no-rows'],
  ['prose', 'Bom dia\ntudo bem?\n', 'unknown-kind'],
  ['JSON', '{"a":1,\n"b":2}', 'unknown-kind'],
  ['Latin-1', Buffer.from('a,b\ncaf\u00e9,2\n', 'latin1'), 'encoding'],
  ['UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'encoding'],
  ['nothing', '', 'empty'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'unknown-kind'],
  ['an XLSX with a header alone', xlsx([{ name: 'A', rows: [['a', 'b']] }]), 'no-rows'],
  ['half an XLSX', xlsx([{ name: 'A', rows: ledgerRows(dice(1), 9) }]).subarray(0, 900), 'damaged'],
])('%s: rejected', async (_, content, reason) => {
  expect((await read(content)).finding).toMatchObject({ status: 'rejected', reason });
});
