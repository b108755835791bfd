// What is found in a file, whatever its name says, however it is cut into pieces.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { zipped } from '../../../aws/code/zip.ts';
import { examine } from './examine.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n');
const XLSX = zipped({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  'xl/workbook.xml': '<workbook/>',
});
const ZIP = zipped({ 'a.txt': 'one' });
const LATIN = Buffer.from('S\xe3o Paulo\n', 'latin1');

async function* cut(content: Uint8Array, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const look = (name: string, content: string | Uint8Array, size = 1 << 20) =>
  examine(name, cut(typeof content === 'string' ? Buffer.from(content) : content, size));

test.each<[name: string, content: string | Uint8Array, format: string]>([
  ['a.csv', 'a,b\n1,2\n', 'csv'],
  ['a.csv', '\ufeffdia;valor\r\n1;"2,50;\n3"\r\n\r\n', 'csv'],
  ['a.tsv', 'a\tb\n1\t2', 'csv'],
  ['one-column.csv', 'name\nAna\nEva\n', 'csv'],
  ['a.json', '{"a": [1, 2.5e3, "x", null, true]}\n', 'json'],
  ['a.json', '\ufeff[\n]\n', 'json'],
  ['a.json', '12', 'json'],
  ['a.jsonl', '{"a":1}\n{"a":2}\n', 'jsonl'],
  ['a.ndjson', '{"a":1}\n', 'jsonl'],
  ['a.xml', '<?xml version="1.0"?>\n<a b="c"><d/>&amp;</a>', 'xml'],
  ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'xml'],
  ['a.txt', 'Olá, ação, 日本\n', 'text'],
  ['a.txt', '{"it": "is JSON too"}', 'json'],
  ['rows.txt', '1;2\n3;4\n', 'csv'],
  ['no-ending', '{"a":1}\n{"b":2}', 'jsonl'],
  ['no-ending', '{ this is no JSON', 'text'],
  ['page.html', '<p>never closed<br>', 'text'],
  ['a.pdf', PDF, 'pdf'],
  ['a.zip', ZIP, 'zip'],
  ['a.xlsx', XLSX, 'xlsx'],
  ['a.PNG', PNG, 'image'],
  ['no-ending', Buffer.from([0, 1, 2, 3, 4]), 'binary'],
  ['empty', '', 'empty'],
  ['empty.csv', '', 'empty'],
])('%s is fine: %j is %s', async (name, content, format) => {
  expect(await look(name, content)).toMatchObject({ status: 'success', format });
});

test.each<[name: string, content: string | Uint8Array, format: string, reason: string]>([
  ['a.json', '{"a": 1', 'text', 'not JSON: it ends too early'],
  ['a.json', '{"a": tru}', 'text', 'not JSON: unexpected "}" at byte 9'],
  ['a.json', '[1,]', 'text', 'not JSON: unexpected "]"'],
  ['a.json', '{"a":1}\n{"a":2}\n', 'jsonl', 'its name says json, its content is jsonl'],
  ['a.json', ' \n', 'text', 'not JSON: there is no value'],
  ['a.json', '<a/>', 'xml', 'its name says json, its content is xml'],
  ['a.jsonl', '{"a":1}\n{"a":', 'text', 'not JSON: it ends too early'],
  ['a.csv', 'a,b\n1,2\n3\n', 'text', 'not CSV: line 3 has 1 cell, the first has 2'],
  ['a.csv', 'a,b\n"1,2\n', 'text', 'not CSV: the quotation mark of line 2 is never closed'],
  ['a.csv', PNG, 'image', 'its name says csv, its content is image'],
  ['a.xml', '<a><b></a>', 'text', 'not well-formed XML: line 1, column 10: unexpected close tag'],
  ['a.xml', '<a/><b/>', 'text', 'not well-formed XML: line 1, column 7: documents may contain only one root'],
  ['a.xml', '{"a":1}', 'json', 'its name says xml, its content is json'],
  [
    'bomb.xml',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    'text',
    'not well-formed XML: line 1, column 36: undefined entity',
  ],
  ['a.txt', LATIN, 'text', 'not UTF-8'],
  ['no-ending', LATIN, 'text', 'not UTF-8'],
  ['a.csv', Buffer.from('\ufeffa;b\n', 'utf16le'), 'text', 'not UTF-8'],
  ['cut.txt', Buffer.from('ação').subarray(0, -2), 'text', 'not UTF-8'],
  ['a.txt', Buffer.from([0, 1, 2]), 'binary', 'its name says text, its content is binary'],
  ['a.pdf', ZIP, 'zip', 'its name says pdf, its content is zip'],
  ['a.xlsx', ZIP, 'zip', 'its name says xlsx, its content is zip'],
  ['a.pdf', '', 'empty', 'its name says pdf, it is empty'],
  ['a.json', '', 'empty', 'its name says json, it is empty'],
])('%s fails: %j is %s, because %s', async (name, content, format, reason) => {
  expect(await look(name, content)).toMatchObject({ status: 'failure', format, reason });
});

test('lines and bytes are of the whole file, also of one that fails at its beginning', async () => {
  const broken = `{]\n${'more\n'.repeat(100_000)}end`;
  expect(await look('a.json', broken, 1000)).toEqual({
    ...{ status: 'failure', format: 'text', reason: 'not JSON: unexpected "]"' },
    ...{ bytes: broken.length, newlines: 100_001, lines: 100_002 },
  });
});

test.each([1, 2, 3, 7, 65_536])('in pieces of %i bytes it is the same', async (size) => {
  const rows = `nome;valor\n${'Conceição 日本;1,5\n'.repeat(20)}`;
  expect(await look('a.csv', rows, size)).toMatchObject({ status: 'success', format: 'csv', lines: 21 });
  const json = JSON.stringify(Array.from({ length: 20 }, (_, a) => ({ a, b: 'São João 日本' })));
  expect(await look('a.json', json, size)).toMatchObject({ status: 'success', format: 'json' });
  const xml = `<r>${'<n b="São">日本</n>'.repeat(20)}</r>`;
  expect(await look('a.xml', xml, size)).toMatchObject({ status: 'success', format: 'xml' });
  expect(await look('a.txt', Buffer.concat([Buffer.from(rows), LATIN]), size)).toMatchObject({ reason: 'not UTF-8' });
});

test('a source that breaks off is thrown as it is', async () => {
  const source = async function* () {
    yield Buffer.from('{"a":');
    throw new Error('reset');
  };
  await expect(examine('a.json', source())).rejects.toThrow('reset');
});

/** The most that was alive, in bytes, while so many pieces were examined. */
async function held(name: string, pieces: number, piece: Uint8Array): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let most = 0;
  async function* source() {
    for (let index = 0; index < pieces; index += 1) {
      yield piece;
      if (index % 15) continue;
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      most = Math.max(most, heapUsed + arrayBuffers);
    }
  }
  expect(await examine(name, source())).toMatchObject({ status: 'success', bytes: pieces * piece.length });
  return most;
}

test.each([
  ['a.log', Buffer.from(`${'x'.repeat(79)}\n`.repeat(3_000))],
  ['one-line.log', Buffer.alloc(250_000, 'x')],
  ['a.csv', Buffer.from('1;Padaria Estrela Ltda;120,50\n'.repeat(8_000))],
  ['a.jsonl', Buffer.from('{"dia":1,"cliente":"Padaria Estrela Ltda"}\n'.repeat(6_000))],
])(
  '%s: memory stays flat, thirty times as long',
  async (name, piece) => {
    const small = await held(name, 2, piece);
    expect((await held(name, 60, piece)) - small).toBeLessThan(16e6);
  },
  120_000,
);

test.each<[name: string, begin: string, piece: string, pieces: number]>([
  ['long.json', '{"a":"', 'x', 300],
  ['deep.json', '[', '[', 8],
  ['deep.xml', '<r>', '<a>', 24],
  ['wide.csv', 'a,b\n"', 'x', 40],
])(
  '%s: a value that would fill the memory is a failure, and does not fill it',
  async (name, begin, piece, pieces) => {
    const megabyte = Buffer.from(piece.repeat(1e6 / piece.length));
    async function* source() {
      yield Buffer.from(begin);
      for (let index = 0; index < pieces * 16; index += 1) yield megabyte.subarray(0, 62_499);
    }
    const before = process.memoryUsage();
    const found = await examine(name, source());
    expect(found).toMatchObject({ status: 'failure', format: 'text' });
    expect(found.reason).toMatch(/too large to be checked|the row of line 2 is too long/);
    expect(process.memoryUsage().heapUsed - before.heapUsed).toBeLessThan(600e6);
  },
  120_000,
);
