import { expect, test } from 'vitest';
import { dice } from '../../../operate/upload/text-file.ts';
import { inventReceipt, pdf } from '../documents/pdf.ts';
import { amountsIn, datesIn, taxIdsIn } from './found-in-text.ts';
import { readDocument } from './read.ts';

test('a receipt gives its text, pages, amounts, dates, CNPJ and CPF', async () => {
  const { bytes, amount, taxId } = inventReceipt(dice(4));
  const { finding } = await readDocument(bytes);
  expect(finding).toMatchObject({
    kind: 'receipt',
    status: 'accepted',
    receipt: { pages: 1, amounts: [amount], dates: [expect.stringMatching(/^2026-10-\d\d$/)] },
  });
  if (!('receipt' in finding)) throw new Error('no receipt');
  expect(finding.receipt.taxIds).toEqual([taxId, expect.stringMatching(/^\d{11}$/)]);
  expect(finding.receipt.text).toMatch(/^RECIBO\nRecebemos de /);
});

test('amounts, dates and numbers of people as they are written in Brazil', () => {
  expect(amountsIn('R$ 1.234,56 R$0,99 R$ 1234,50 US$ 5,00 R$ 1,234 1.234,56')).toEqual(['1234.56', '0.99', '1234.50']);
  expect(datesIn('26/11/2026, 2026-11-26, 31/02/2026, 1/1/2026, 29/02/2028')).toEqual(['2026-11-26', '2028-02-29']);
  expect(taxIdsIn('12.ABC.345/01DE-35 11222333000181 11.222.333/0001-80 529.982.247-25 52998224725')).toEqual([
    '12ABC34501DE35',
    '11222333000181',
    '52998224725',
  ]);
});

test.each([
  ['without text', pdf({ pages: [[]] }), 'no-text'],
  ['with nothing behind its first line', Buffer.from('%PDF-1.7\n'), 'damaged'],
  ['with too many pages', pdf({ pages: Array.from({ length: 301 }, () => ['x']) }), 'too-many-pages'],
])('a PDF %s is rejected', async (_, bytes, reason) => {
  expect((await readDocument(bytes)).finding).toMatchObject({ kind: 'receipt', status: 'rejected', reason });
});
