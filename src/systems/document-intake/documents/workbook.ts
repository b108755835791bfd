// Invented spreadsheets: XLSX as Excel writes it, and CSV.

import AdmZip from 'adm-zip';
import { decimal } from '../intake/money.ts';
import { type Draw, oneOf } from './people.ts';

/** A cell: a number, text (`{ date }` counts days since 30 December 1899), a formula with its result, or nothing. */
export type CellWish = number | string | { date: number } | { formula: string; value: number } | undefined;

export interface SheetWish {
  readonly name: string;
  readonly rows: Iterable<readonly CellWish[]>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of an XLSX by their paths. */
export function workbookParts(sheets: readonly SheetWish[]): Map<string, string> {
  const shared = new Map<string, number>();
  const parts = new Map<string, string>();
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  for (const [at, { rows }] of sheets.entries()) parts.set(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(rows, shared));
  parts.set(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  );
  parts.set(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  parts.set(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
  );
  parts.set(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="s" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  );
  parts.set(
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  );
  parts.set(
    'xl/sharedStrings.xml',
    `<sst xmlns="${MAIN}">${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  );
  return parts;
}

export function packed(parts: ReadonlyMap<string, string>): Buffer {
  const zip = new AdmZip();
  for (const [path, text] of parts) zip.addFile(path, Buffer.from(text));
  return zip.toBuffer();
}

export const xlsx = (sheets: readonly SheetWish[]): Buffer => packed(workbookParts(sheets));

function sheetXml(rows: Iterable<readonly CellWish[]>, shared: Map<string, number>): string {
  const lines: string[] = [];
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const at = `r="${String.fromCharCode(65 + column)}${lines.length + 1}"`;
      if (cell === undefined) return '';
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
      if (typeof cell === 'object')
        return 'date' in cell
          ? `<c ${at} s="1"><v>${cell.date}</v></c>`
          : `<c ${at}><f>${escaped(cell.formula)}</f><v>${cell.value}</v></c>`;
      const number = shared.get(cell) ?? shared.size;
      shared.set(cell, number);
      return `<c ${at} t="s"><v>${number}</v></c>`;
    });
    lines.push(`<row r="${lines.length + 1}">${cells.join('')}</row>`);
  }
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const ENTRIES = [
  'pagamento a fornecedor',
  'recebimento de cliente',
  'tarifa bancária',
  'salário; líquido',
  'imposto "retido"',
];
const HEADER = ['data', 'descrição', 'valor', 'documento'];

export function* ledgerRows(draw: Draw, rows: number): Generator<CellWish[]> {
  yield HEADER;
  for (let at = 0; at < rows; at++)
    yield [{ date: 46_023 + draw(330) }, oneOf(draw, ENTRIES), draw(1_000_000) / 100, `NF ${draw(99_999)}`];
}

/** With ";" and a decimal comma, as Excel in Brazil writes it. */
export function ledgerCsv(draw: Draw, rows: number): string {
  const lines = Array.from({ length: rows }, () => {
    const day = String(1 + draw(28)).padStart(2, '0');
    const value = decimal(BigInt(draw(1_000_000))).replace('.', ',');
    return `${day}/10/2026;"${oneOf(draw, ENTRIES).replaceAll('"', '""')}";${value};NF ${draw(99_999)}`;
  });
  return `${HEADER.join(';')}\r\n${lines.join('\r\n')}\r\n`;
}
