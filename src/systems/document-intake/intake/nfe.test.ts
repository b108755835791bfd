import { expect, test } from 'vitest';
import { dice } from '../../../operate/upload/text-file.ts';
import { inventInvoice } from '../documents/invoice.ts';
import { withCheckDigit } from './access-key.ts';
import { readDocument } from './read.ts';

const { xml, key, total } = inventInvoice(dice(7), { items: 3 });
const read = async (text: string) => (await readDocument(Buffer.from(text))).finding;

test('an invoice is read: who, to whom, when, what, how much', async () => {
  const finding = await read(xml);
  expect(finding).toMatchObject({ kind: 'invoice', status: 'accepted', invoice: { document: 'NF-e', key, total } });
  if (!('invoice' in finding)) throw new Error('no invoice');
  const { issuer, recipient, items, issuedAt, environment } = finding.invoice;
  expect(items.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(items[0]).toMatchObject({
    description: expect.stringMatching(/./),
    quantity: expect.stringMatching(/^\d+\.0000$/),
    unit: 'UN',
  });
  expect([issuer.taxId, recipient?.taxId]).toEqual([
    expect.stringMatching(/^\d{14}$/),
    expect.stringMatching(/^\d{14}$/),
  ]);
  expect([issuedAt, environment]).toEqual([expect.stringMatching(/^2026-.*-03:00$/), 'test']);
});

test('also an NFC-e, inside of nfeProc, of an issuer whose CNPJ has letters', async () => {
  const draw = dice(8);
  const wish = { model: '65', letters: true, authorised: true } as const;
  const invented = Array.from({ length: 20 }, () => inventInvoice(draw, wish));
  expect(invented.some((one) => /[A-Z]/.test(one.key))).toBe(true);
  for (const one of invented)
    expect(await read(one.xml)).toMatchObject({ status: 'accepted', invoice: { document: 'NFC-e', key: one.key } });
});

const other = withCheckDigit(`${key.slice(0, 30)}${(Number(key[30]) + 1) % 10}${key.slice(31, 43)}`);

test.each([
  [
    'a changed character in the key',
    xml.replace(`NFe${key}`, `NFe${key.slice(0, 20)}${(Number(key[20]) + 1) % 10}${key.slice(21)}`),
    'access-key',
  ],
  ['a valid key of another invoice', xml.replace(`NFe${key}`, `NFe${other}`), 'key-mismatch'],
  ['an Id without NFe in front', xml.replace(`NFe${key}`, key), 'access-key'],
  [
    'a CNPJ with wrong digits',
    xml.replace(
      /(<dest><CNPJ>\d{12})(\d\d)/,
      (_, start, end) => start + String((Number(end) + 1) % 100).padStart(2, '0'),
    ),
    'tax-id',
  ],
  [
    'an item of one cent more',
    xml.replace(/(<vProd>\d+\.)(\d\d)/, (_, start, end) => start + String((Number(end) + 1) % 100).padStart(2, '0')),
    'sum',
  ],
  [
    'a total of one cent more',
    xml.replace(/(<vNF>\d+\.)(\d\d)/, (_, start, end) => start + String((Number(end) + 1) % 100).padStart(2, '0')),
    'sum',
  ],
  ['no name of the issuer', xml.replace(/<xNome>.*?<\/xNome>/, ''), 'missing-field'],
  ['an amount that is none', xml.replace(/<vNF>[^<]*/, '<vNF>1,00'), 'missing-field'],
  ['another namespace', xml.replace('portalfiscal', 'example'), 'not-nfe'],
  ['another document', '<cteProc xmlns="http://www.portalfiscal.inf.br/cte"/>', 'not-nfe'],
  ['a tag that is not closed', xml.replace('</ide>', ''), 'not-well-formed'],
  ['text behind the root', `${xml}<more/>`, 'not-well-formed'],
  [
    'an entity that nobody defined',
    xml
      .replace('Pão', '&pao;')
      .replace('Café', '&pao;')
      .replace(/<natOp>[^<]*/, '<natOp>&pao;'),
    'not-well-formed',
  ],
  ['a DTD', xml.replace('<NFe ', '<!DOCTYPE NFe><NFe '), 'doctype'],
  ['an encoding that is not UTF-8', xml.replace('UTF-8', 'ISO-8859-1'), 'encoding'],
])('%s is rejected', async (_, text, reason) => {
  expect(text).not.toBe(xml);
  expect(await read(text)).toMatchObject({ status: 'rejected', reason });
});

test('an item that is not part of the total, taxes, freight and a discount are reckoned with', async () => {
  const gift = xml.replace(
    '<total>',
    '<det nItem="9"><prod><cProd>1</cProd><xProd>Brinde</xProd><uCom>UN</uCom><qCom>1</qCom><vUnCom>5.00</vUnCom><vProd>5.00</vProd><indTot>0</indTot></prod></det><total>',
  );
  expect(await read(gift)).toMatchObject({ status: 'accepted', invoice: { total } });
  const freight = gift.replace('<vFrete>0.00', '<vFrete>12.30');
  expect(await read(freight)).toMatchObject({ status: 'rejected', reason: 'sum' });
  const more = (Number(total) + 12.3).toFixed(2);
  expect(await read(freight.replace(`<vNF>${total}`, `<vNF>${more}`))).toMatchObject({
    status: 'accepted',
    invoice: { total: more },
  });
});
