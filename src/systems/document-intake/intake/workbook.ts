// What an XLSX says of itself: its sheets in their order, the texts that cells share, and which styles show dates.
// Source: ECMA-376, part 1, chapter 18 (SpreadsheetML).

import type { SaxesTagNS } from 'saxes';
import { SHEET } from './limits.ts';
import { Rejection } from './rejection.ts';
import { type XmlEvents, xmlReader } from './xml.ts';
import type { Zip } from './zip.ts';

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly shared: readonly string[];
  /** By the number of the style: does it show a date or time? */
  readonly dateStyles: readonly boolean[];
  /** Days are counted from 1904 and not from 1900. */
  readonly from1904: boolean;
}

/** @throws Rejection for a zip that is no XLSX */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) throw new Rejection('unknown-kind', 'ZIP');
  const main = [...(await relations(zip, '')).values()].find(({ type }) => type === 'officeDocument')?.path;
  if (!main?.startsWith('xl/') || !zip.has(main)) throw new Rejection('unknown-kind', 'ZIP');
  const related = await relations(zip, main);
  const found: { name: string; id: string }[] = [];
  let from1904 = false;
  await readPart(zip, main, {
    open(tag) {
      if (tag.local === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
      if (tag.local !== 'sheet') return;
      found.push({ name: attribute(tag, 'name') ?? '', id: attribute(tag, 'id') ?? '' });
      if (found.length > SHEET.sheets) throw new Rejection('too-much-inside', `more than ${SHEET.sheets} sheets`);
    },
  });
  const pathOf = (type: string) => [...related.values()].find((one) => one.type === type)?.path;
  const sheets = found.flatMap(({ name, id }) => {
    const target = related.get(id);
    return target?.type === 'worksheet' ? [{ name, path: target.path }] : []; // a sheet may be a chart alone
  });
  return {
    sheets,
    from1904,
    shared: await sharedTexts(zip, pathOf('sharedStrings')),
    dateStyles: await dateStyles(zip, pathOf('styles')),
  };
}

/** Reads one part of the zip. @throws Rejection */
export async function readPart(zip: Zip, path: string, events: XmlEvents): Promise<void> {
  const reader = xmlReader(events, SHEET.elements);
  for await (const piece of zip.pieces(path)) reader.write(piece);
  reader.end();
}

/** By its local name, because prefixes of namespaces differ between programs. */
export const attribute = (tag: SaxesTagNS, name: string): string | undefined =>
  (tag.attributes[name] ?? Object.values(tag.attributes).find(({ local }) => local === name))?.value;

/** @param of the part whose relations they are; "" is the whole file */
async function relations(zip: Zip, of: string) {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const found = new Map<string, { type: string; path: string }>();
  await readPart(zip, `${folder}_rels/${of.slice(folder.length)}.rels`, {
    open(tag) {
      const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attribute(tag, name));
      if (tag.local !== 'Relationship' || !id || !type || !target) return;
      const path = new URL(target, `zip:/${folder}`).pathname.slice(1);
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), path });
    },
  });
  return found;
}

async function sharedTexts(zip: Zip, path: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (!path || !zip.has(path)) return texts;
  let text = '';
  let inText = false;
  let aloud = 0; // inside a reading aid (rPh), which is not the text
  let length = 0;
  await readPart(zip, path, {
    open({ local }) {
      if (local === 'si') text = '';
      if (local === 'rPh') aloud++;
      inText = local === 't' && aloud === 0;
    },
    text(piece) {
      if (!inText) return;
      length += piece.length;
      if (length > SHEET.sharedText) throw new Rejection('too-much-inside', path);
      text += piece;
    },
    close({ local }) {
      inText = false;
      if (local === 'rPh') aloud--;
      if (local === 'si' && texts.push(text) > SHEET.sharedTexts) throw new Rejection('too-much-inside', path);
    },
  });
  return texts;
}

/** Formats that Excel knows by number and that show dates or times (ECMA-376, 18.8.30). */
const isDateFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);

async function dateStyles(zip: Zip, path: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (!path || !zip.has(path)) return styles;
  const custom = new Map<number, boolean>();
  let inCells = false;
  await readPart(zip, path, {
    open(tag) {
      const id = Number(attribute(tag, 'numFmtId') ?? 0);
      if (tag.local === 'cellXfs') inCells = true;
      if (tag.local === 'numFmt') custom.set(id, showsDate(attribute(tag, 'formatCode') ?? ''));
      if (tag.local === 'xf' && inCells) styles.push(custom.get(id) ?? isDateFormat(id));
    },
    close({ local }) {
      if (local === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Quoted text, brackets and escaped characters are no parts of a date. */
const showsDate = (code: string) => /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
