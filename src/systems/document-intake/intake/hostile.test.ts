// Documents that are made to do harm, each built here, read in the thread as Lambda reads them. Bounded in time and memory.

import { rmSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdf } from '../documents/pdf.ts';
import { packed, workbookParts } from '../documents/workbook.ts';
import { threadFile } from '../testing/thread-file.ts';
import { LARGEST_DOCUMENT, READING } from './limits.ts';
import { tooLarge } from './read.ts';
import { type Limits, readBounded } from './read-bounded.ts';

let thread: ReturnType<typeof threadFile>;
beforeAll(() => {
  thread = threadFile();
});
afterAll(() => rmSync(thread.folder, { recursive: true }));

const MB = 2 ** 20;

/** Reads it and says what it took. */
async function read(document: Buffer, limits: Partial<Limits> = {}) {
  const before = process.memoryUsage.rss();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() - before);
  }, 5);
  const started = performance.now();
  const { finding } = await readBounded(document, thread.file, { ...READING, ...limits }).finally(() =>
    clearInterval(watch),
  );
  return { finding, peak, took: performance.now() - started };
}

const withPart = (path: string, text: string) =>
  packed(workbookParts([{ name: 'A', rows: [['a'], [1]] }]).set(path, text));
const sheet = (rows: string) =>
  withPart('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${rows}</sheetData></worksheet>`);

/** Pages that all show the same stream. */
function sharing(stream: Buffer, pages: number): Buffer {
  const object = `<</Length ${stream.length}/Filter/FlateDecode>>stream\n${stream.toString('latin1')}\nendstream`;
  const text = pdf({ pages: Array.from({ length: pages }, () => ['x']), objects: [object] }).toString('latin1');
  return Buffer.from(
    text.replace(/Contents \d+ 0 R/g, (old) => 'Contents 4 0 R'.padEnd(old.length)),
    'latin1',
  );
}

const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">${Array.from({ length: 40 }, (_, at) => `<!ENTITY b${at} "${`&b${at - 1 || ''};`.repeat(10)}">`).join('')}]><a>&b39;</a>`;
const compound = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(1024),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);
const encryptedPdf = pdf({
  pages: [['segredo']],
  trailer: `/Encrypt 4 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`,
  objects: [`<</Filter/Standard/V 1/R 2/P -4/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>`],
});
const plainZip = () => {
  const zip = new AdmZip();
  zip.addFile('virus.exe', Buffer.from('MZ'));
  return zip.toBuffer();
};

/** Name, document, reason; built when its turn comes, because some are large. */
const CASES: [string, () => Buffer, string][] = [
  ['entities that multiply', () => Buffer.from(LAUGHS), 'doctype'],
  [
    'an entity that is a file',
    () => Buffer.from('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    'doctype',
  ],
  ['a million elements inside each other', () => Buffer.from('<a>'.repeat(1e6)), 'too-much-inside'],
  ['a million elements beside each other', () => Buffer.from(`<a>${'<b/>'.repeat(1e6)}</a>`), 'too-much-inside'],
  ['XML in Latin-1', () => Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ção</a>', 'latin1'), 'encoding'],
  ['an XLSX that unpacks to 300 MB', () => sheet(' '.repeat(300 * MB)), 'too-much-inside'],
  ['an XLSX that says that it is small', () => lying(sheet(' '.repeat(100 * MB))), 'damaged'],
  [
    'an XLSX of many empty shared texts',
    () => withPart('xl/sharedStrings.xml', `<sst>${'<si/>'.repeat(3e6)}</sst>`),
    'too-much-inside',
  ],
  [
    'an XLSX whose rows reach the last column',
    () => sheet('<row><c r="XFD1"><v>0</v></c></row>'.repeat(2e5)),
    'too-much-inside',
  ],
  ['an XLSX with entities', () => withPart('xl/sharedStrings.xml', LAUGHS), 'doctype'],
  ['a sheet that is the workbook a thousand times', () => manySheets(), 'too-much-inside'],
  ['a CSV of one endless field', () => Buffer.from(`a,b\n"${'x'.repeat(15 * MB)}`), 'too-much-inside'],
  ['a zip that calls itself PDF', plainZip, 'unknown-kind'],
  ['an XLSX with a password', () => compound, 'password'],
  ['a PDF with a password', () => encryptedPdf, 'password'],
  [
    'a PDF of 10,000 pages',
    () => pdf({ pages: Array.from({ length: 10_000 }, (_, at) => [`página ${at}`]) }),
    'too-many-pages',
  ],
  [
    'a PDF that unpacks to 1 GB',
    () => sharing(deflateSync(Buffer.alloc(1000 * MB, ' '), { level: 1 }), 1),
    'too-much-inside',
  ],
  ['a PDF of open brackets', () => Buffer.from(`%PDF-1.4\n1 0 obj\n${'['.repeat(10 * MB)}`), 'damaged'],
];

const manySheets = () =>
  withPart(
    'xl/workbook.xml',
    `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${'<sheet name="A" r:id="rId1"/>'.repeat(1000)}</sheets></workbook>`,
  );

/** Writes another size for the largest part into the directory of the zip (APPNOTE 4.3.12: at byte 24 of its entry). */
function lying(zip: Buffer): Buffer {
  const entry = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = zip.indexOf(entry); at >= 0; at = zip.indexOf(entry, at + 4))
    if (zip.readUInt32LE(at + 24) > MB) zip.writeUInt32LE(1000, at + 24);
  return zip;
}

test.each(CASES)('%s', async (_, build, reason) => {
  const { finding, peak, took } = await read(build());
  expect(finding).toMatchObject({ status: 'rejected', reason });
  expect(took).toBeLessThan(READING.milliseconds + 5_000);
  expect(peak).toBeLessThan(READING.growth + 200 * MB);
});

test('pages that all take long: the thread is ended at the time limit', async () => {
  const slow = sharing(deflateSync(Buffer.alloc(10 * MB, ' ')), 300);
  const { finding, took } = await read(slow, { milliseconds: 1_500 });
  expect(finding).toMatchObject({ kind: 'receipt', status: 'rejected', reason: 'too-slow' });
  expect(took).toBeLessThan(4_000);
});

test('more objects than V8 may keep: the thread ends, and the function goes on', async () => {
  const many = Buffer.from(`<a>${'<b/>'.repeat(190_000)}</a>`);
  expect((await read(many)).finding).toMatchObject({ reason: 'not-nfe' });
  expect((await read(many, { heapMegabytes: 16 })).finding).toMatchObject({ reason: 'too-much-inside' });
});

test('2 GB are rejected by the size in the event, before a byte is read', () => {
  expect(tooLarge(2 * 1024 * MB)?.finding).toMatchObject({ status: 'rejected', reason: 'too-large' });
  expect(tooLarge(LARGEST_DOCUMENT)).toBeUndefined();
});

test('what is no fault of the document is no rejection', async () => {
  await expect(readBounded(Buffer.from('a'), `${thread.file}.gone`)).rejects.toThrow('Cannot find module');
});
