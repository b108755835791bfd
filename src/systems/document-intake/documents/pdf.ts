// Invented PDF files with text, without a library: objects, a table of where they lie, and a trailer (ISO 32000-1, 7.5).

import { decimal } from '../intake/money.ts';
import { company, type Draw, person } from './people.ts';

export interface PdfWish {
  /** Lines of text, page by page. */
  readonly pages: readonly (readonly string[])[];
  /** More entries of the trailer: "/Encrypt 3 0 R". */
  readonly trailer?: string;
  /** More objects, which get the numbers from 4 on, in latin1. */
  readonly objects?: readonly string[];
}

export function pdf({ pages, trailer = '', objects: more = [] }: PdfWish): Buffer {
  const first = 4 + more.length;
  const kids = pages.map((_, at) => `${first + 2 * at} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...more,
    ...pages.flatMap((lines, at) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${first + 2 * at + 1} 0 R>>`,
      stream(lines),
    ]),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${text}${table}trailer\n<</Size ${places.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1', // a character is a byte, so places count as text does
  );
}

function stream(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
  const content = `BT /F1 11 Tf 14 TL 50 800 Td ${shown.join('\n')} ET`;
  return `<</Length ${content.length}>>stream\n${content}\nendstream`;
}

export interface InventedReceipt {
  readonly bytes: Buffer;
  /** In reais: "1234.56". */
  readonly amount: string;
  readonly taxId: string;
}

export function inventReceipt(draw: Draw): InventedReceipt {
  const [seller, buyer] = [company(draw), person(draw)];
  const amount = decimal(BigInt(100 + draw(900_000)));
  const written = amount.replace('.', ',').replace(/(\d)(?=(\d{3})+,)/g, '$1.');
  const day = String(1 + draw(28)).padStart(2, '0');
  const lines = [
    'RECIBO',
    `Recebemos de ${buyer.name}, CPF ${buyer.taxId.replace(/(\d{3})(\d{3})(\d{3})/, '$1.$2.$3-')},`,
    `a quantia de R$ ${written} em ${day}/10/2026.`,
    `${seller.name}, CNPJ ${seller.taxId.replace(/(..)(...)(...)(....)/, '$1.$2.$3/$4-')}`,
  ];
  return { bytes: pdf({ pages: [lines] }), amount, taxId: seller.taxId };
}
