// Documents that other programs made (testing/foreign/README.md), each with the same data: what is read must be the same.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from './read.ts';

const FOLDER = new URL('./testing/foreign/', import.meta.url);
const named = (ending: string) => readdirSync(FOLDER).filter((name) => name.endsWith(ending));
const read = (name: string) => readDocument(readFileSync(new URL(name, FOLDER)));

const FORMULA = ",,'=SUM(C2:C3),\r\n";
/** What a file has below the common rows, and how it says the two days. */
const DIFFERS: Readonly<Record<string, { readonly days?: readonly string[]; readonly more?: string }>> = {
  'openpyxl.xlsx': { more: `${FORMULA},'=A1,,\r\n` },
  'xlsxwriter.xlsx': { more: FORMULA },
  'xlsxwriter-streamed.xlsx': { more: FORMULA },
  'exceljs.xlsx': { more: FORMULA },
  'pyexcelerate.xlsx': { days: ['46296', '46297'] },
};

test.each(named('.xlsx'))('%s gives its header, rows, kinds and formulas', async (name) => {
  const { days = ['2026-10-01', '2026-10-02'], more = '' } = DIFFERS[name] ?? {};
  const { finding, csv } = await read(name);
  const rows = [`${days[0]},"café, ""puro""",-5.5,true`, `${days[1]},pão & queijo,1234.56,false`];
  expect(csv).toEqual([`data,descrição,valor,pago\r\n${rows.join('\r\n')}\r\n${more}`]);
  const [date, value] = [DIFFERS[name]?.days ? 'number' : 'date', more ? 'mixed' : 'number'];
  expect(finding).toMatchObject({
    status: 'accepted',
    kind: 'spreadsheet',
    sheets: [
      {
        name: 'Lançamentos',
        formulas: more.split('=').length - 1,
        columns: [{ kind: date }, { kind: 'text' }, { kind: value }, { kind: 'boolean' }],
      },
    ],
  });
});

test.each(named('.pdf'))('%s gives its text, amount, date and CNPJ', async (name) => {
  const { finding } = await read(name);
  expect(finding).toMatchObject({
    status: 'accepted',
    kind: 'receipt',
    receipt: { pages: 1, amounts: ['1234.56'], dates: ['2026-11-26'], taxIds: ['11222333000181'] },
  });
  expect('receipt' in finding && finding.receipt.text).toBe(
    'RECIBO\nRecebemos de Padaria Fictícia Ltda, CNPJ 11.222.333/0001-81,\na importância de R$ 1.234,56 em 26/11/2026.',
  );
});

test('each file is named where it is told how it was made', () => {
  const page = readFileSync(new URL('README.md', FOLDER), 'utf8');
  const files = [...named('.xlsx'), ...named('.pdf')];
  expect(files).toHaveLength(10);
  expect(files.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
