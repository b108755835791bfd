// The text of a PDF, by the server build of pdf.js.
// Notice: it is loaded only for a PDF, because its 1.6 MB would make every start slower.

import { amountsIn, datesIn, taxIdsIn } from './found-in-text.ts';
import { PDF } from './limits.ts';
import { Rejection } from './rejection.ts';
import type { Receipt } from './result.ts';

/** The few things of pdf.js that are used here: unpdf's own types do not resolve under `nodenext`. */
interface PdfJs {
  getDocument(source: object): { promise: Promise<PdfDocument>; destroy(): Promise<void> };
}
interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
}
interface PdfPage {
  getTextContent(): Promise<{ items: readonly ({ str: string; hasEOL: boolean } | { type: string })[] }>;
  cleanup(): boolean;
}

/** @throws Rejection */
export async function readPdf(bytes: Uint8Array): Promise<Receipt> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument }: PdfJs = await getResolvedPDFJS();
  const loading = getDocument({
    data: new Uint8Array(bytes), // pdf.js keeps and changes it
    isEvalSupported: false, // code in a font is not run
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const document = await loading.promise;
    if (document.numPages > PDF.pages) throw new Rejection('too-many-pages', `${document.numPages} > ${PDF.pages}`);
    const pages: string[] = [];
    let length = 0;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('');
      page.cleanup();
      length += text.length;
      if (length > PDF.text) throw new Rejection('too-much-inside', `more than ${PDF.text} characters of text`);
      pages.push(text);
    }
    const text = pages.join('\n').trim();
    if (!text) throw new Rejection('no-text');
    return { pages: pages.length, text, amounts: amountsIn(text), dates: datesIn(text), taxIds: taxIdsIn(text) };
  } catch (error) {
    throw asRejection(error);
  } finally {
    await loading.destroy();
  }
}

/** pdf.js names its errors; the bytes lie in memory, so each of them is about the document. */
function asRejection(error: unknown): unknown {
  if (error instanceof Rejection || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException') return new Rejection('password');
  const aboutTheFile = /^(InvalidPDF|Format|XRef|XRefEntry|XRefParse|Missing|Unknown|UnknownError|ResponseException)/;
  return aboutTheFile.test(error.name) ? new Rejection('damaged', error.message) : error;
}
