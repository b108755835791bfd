// From the bytes of a document to what is in it. Makes no call, and looks at no name.

import { contentOf, utf8 } from './content.ts';
import { readCsv } from './csv.ts';
import { LARGEST_DOCUMENT } from './limits.ts';
import { readNfe } from './nfe.ts';
import { readPdf } from './pdf.ts';
import { Rejection } from './rejection.ts';
import type { Finding, Kind } from './result.ts';
import type { ReadSheet } from './sheet.ts';
import { readXlsx } from './xlsx.ts';
import { xmlTree } from './xml.ts';

export interface Reading {
  readonly finding: Finding;
  /** One for each sheet of a spreadsheet. */
  readonly csv: readonly string[];
}

/** What is known from the event alone. @param bytes of the object @returns undefined when it may be read */
export const tooLarge = (bytes: number): Reading | undefined =>
  bytes > LARGEST_DOCUMENT
    ? rejected('unknown', new Rejection('too-large', `${bytes} > ${LARGEST_DOCUMENT} bytes`))
    : undefined;

const KIND_OF = { pdf: 'receipt', zip: 'spreadsheet', text: 'spreadsheet', xml: 'invoice' } as const;

/** By the first bytes alone. */
export function kindOf(bytes: Buffer): Kind {
  try {
    return KIND_OF[contentOf(bytes)];
  } catch (error) {
    if (error instanceof Rejection) return 'unknown';
    throw error;
  }
}

/** A document that is not valid is a result too. Rejects only for a mistake of ours. */
export async function readDocument(bytes: Buffer): Promise<Reading> {
  let kind: Kind = 'unknown';
  try {
    if (bytes.length > LARGEST_DOCUMENT)
      throw new Rejection('too-large', `${bytes.length} > ${LARGEST_DOCUMENT} bytes`);
    const content = contentOf(bytes);
    kind = KIND_OF[content];
    if (content === 'pdf')
      return { finding: { kind: 'receipt', status: 'accepted', receipt: await readPdf(bytes) }, csv: [] };
    if (content === 'xml')
      return { finding: { kind: 'invoice', status: 'accepted', invoice: readNfe(xmlTree(utf8(bytes))) }, csv: [] };
    const sheets = content === 'zip' ? await readXlsx(bytes) : [readCsv(bytes, 'CSV')];
    return spreadsheet(sheets);
  } catch (error) {
    if (error instanceof Rejection) return rejected(kind, error);
    throw error;
  }
}

const spreadsheet = (sheets: readonly ReadSheet[]): Reading => ({
  finding: { kind: 'spreadsheet', status: 'accepted', sheets: sheets.map(({ sheet }) => sheet) },
  csv: sheets.map(({ csv }) => csv),
});

/** Some reasons mean that it is of no kind that is taken. */
const NO_KIND = new Set(['unknown-kind', 'not-nfe']);

export const rejected = (kind: Kind, { code, detail }: Rejection): Reading => ({
  finding: { kind: NO_KIND.has(code) ? 'unknown' : kind, status: 'rejected', reason: code, detail },
  csv: [],
});
