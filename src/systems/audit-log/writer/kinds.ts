// Which kind of file it is: what its name promises, and what the first bytes are.

import { fileTypeFromBuffer } from 'file-type';
import type { Format } from '../item.ts';

/** A promise of "text" is kept by every kind of text. */
const PROMISES: Readonly<Record<string, Format>> = {
  ...{ csv: 'csv', tsv: 'csv', json: 'json', jsonl: 'jsonl', ndjson: 'jsonl', xml: 'xml', svg: 'xml' },
  ...{ txt: 'text', log: 'text', md: 'text', pdf: 'pdf', zip: 'zip', xlsx: 'xlsx' },
  ...{
    png: 'image',
    jpg: 'image',
    jpeg: 'image',
    gif: 'image',
    webp: 'image',
    bmp: 'image',
    tif: 'image',
    tiff: 'image',
  },
};
const TEXTS: readonly Format[] = ['text', 'csv', 'json', 'jsonl', 'xml'];
/** What else is a ZIP archive inside. */
const ARCHIVES = ['zip', 'docx', 'pptx', 'odt', 'ods', 'odp', 'epub', 'jar', 'apk'];

/** By the ending of the name; `undefined` where it promises nothing. */
export const promiseOf = (key: string): Format | undefined =>
  PROMISES[/\.([^./]+)$/.exec(key)?.[1]?.toLowerCase() ?? ''];

export const isText = (format: Format | undefined): boolean => format !== undefined && TEXTS.includes(format);

export const keeps = (found: Format, promise: Format): boolean =>
  found === promise || (promise === 'text' && isText(found));

/** Bytes from the beginning that are looked at. */
export const HEAD = 64 * 1024;

/** What the head tells without reading on: a kind of binary file, or text, whose kind its name and its content tell. */
export async function kindOf(head: Uint8Array): Promise<Format> {
  if (isUtf16(head)) return 'text';
  const { ext = '', mime = '' } = (await fileTypeFromBuffer(head)) ?? {};
  if (ext === 'pdf' || ext === 'xlsx') return ext;
  if (ARCHIVES.includes(ext)) return 'zip';
  if (mime.startsWith('image/') && ext !== 'svg') return 'image';
  if (ext && !mime.includes('xml') && !mime.startsWith('text/')) return 'binary';
  return looksLikeText(head) ? 'text' : 'binary';
}

/** By the mark at its beginning. UTF-16 is text too, and not UTF-8. */
const isUtf16 = ([first = 0, second = 0]: Uint8Array) => [0xfffe, 0xfeff].includes(first * 256 + second);

/** No byte that texts do not have: of the control characters only tab, line feed, form feed, carriage return and escape. */
const looksLikeText = (head: Uint8Array): boolean =>
  head.every((byte) => byte >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));

/** A kind of text as its first characters show it. */
export function sniff(head: string): 'json' | 'xml' | 'csv' | undefined {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (/^[{[]/.test(start)) return 'json';
  if (/^<[?!A-Za-z_]/.test(start)) return 'xml';
  return delimiterOf(head) ? 'csv' : undefined;
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The sign that stands equally often in every line of the head, at least once, in at least two lines. */
export function delimiterOf(head: string): string | undefined {
  const lines = head
    .split(/\r?\n/)
    .slice(0, head.length < HEAD ? undefined : -1)
    .filter(Boolean);
  if (lines.length < 2) return undefined;
  const counts = (sign: string) => new Set(lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(sign).length - 1));
  return DELIMITERS.find((sign) => {
    const [count, ...others] = counts(sign);
    return count !== undefined && count > 0 && !others.length;
  });
}

/** For a file that says it is CSV: the sign that stands in its first line most often. */
export function likelyDelimiter(head: string): string {
  const [first = ''] = head.split(/\r?\n/, 1);
  const times = (sign: string) => first.split(sign).length;
  return delimiterOf(head) ?? [...DELIMITERS].sort((one, other) => times(other) - times(one))[0] ?? ',';
}
