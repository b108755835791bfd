// The six documents of the demo, good and bad, and what the intake must say of each.

import type { Text } from '../../../engine/text.ts';
import type { ReasonCode } from '../intake/rejection.ts';
import type { Kind } from '../intake/result.ts';
import { inventInvoice } from './invoice.ts';
import { inventReceipt } from './pdf.ts';
import type { Draw } from './people.ts';
import { ledgerCsv, ledgerRows, xlsx } from './workbook.ts';

export interface DemoDocument {
  readonly key: string;
  readonly content: Buffer;
  /** In words. */
  readonly is: Text;
  readonly expected: {
    readonly status: 'accepted' | 'rejected';
    readonly kind: Kind;
    readonly reason?: ReasonCode;
  };
}

/** @param mark in every name, so that each demo has documents of its own: "7f3a21" */
export function demoDocuments(draw: Draw, mark: string): readonly DemoDocument[] {
  const good = inventInvoice(draw, { letters: true, authorised: true });
  const wrongKey = inventInvoice(draw);
  const wrongSum = inventInvoice(draw, { model: '65' });
  const otherDigit = String((Number(wrongKey.key.slice(43)) + 1) % 10);
  return [
    {
      key: `nota-${mark}.xml`,
      content: Buffer.from(good.xml),
      is: { en: 'an NF-e, its CNPJ with letters', pt: 'uma NF-e, com CNPJ de letras' },
      expected: { status: 'accepted', kind: 'invoice' },
    },
    {
      key: `lançamentos ${mark}.xlsx`,
      content: xlsx([{ name: 'Lançamentos', rows: ledgerRows(draw, 40) }]),
      is: { en: 'a spreadsheet', pt: 'uma planilha' },
      expected: { status: 'accepted', kind: 'spreadsheet' },
    },
    {
      key: `recibo-${mark}.pdf`,
      content: inventReceipt(draw).bytes,
      is: { en: 'a receipt', pt: 'um recibo' },
      expected: { status: 'accepted', kind: 'receipt' },
    },
    {
      key: `chave-errada-${mark}.xml`,
      content: Buffer.from(wrongKey.xml.replace(wrongKey.key, wrongKey.key.slice(0, 43) + otherDigit)),
      is: { en: 'an NF-e with a wrong access key', pt: 'uma NF-e com chave de acesso errada' },
      expected: { status: 'rejected', kind: 'invoice', reason: 'access-key' },
    },
    {
      key: `soma-errada-${mark}.xml`,
      content: Buffer.from(wrongSum.xml.replace('<vNF>', '<vNF>1')),
      is: { en: 'an NFC-e with a wrong total', pt: 'uma NFC-e com total errado' },
      expected: { status: 'rejected', kind: 'invoice', reason: 'sum' },
    },
    {
      key: `linhas-tortas-${mark}.csv`,
      content: Buffer.from(`${ledgerCsv(draw, 5)}01/10/2026;sem valor\r\n`),
      is: { en: 'a CSV with a row that is too short', pt: 'um CSV com uma linha curta demais' },
      expected: { status: 'rejected', kind: 'spreadsheet', reason: 'ragged-rows' },
    },
  ];
}
