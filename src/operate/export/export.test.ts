// The content of an exported file, and that a file is complete or not there.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileText } from './file-text.ts';
import { writeFile } from './write-file.ts';

const times = { uploadedAt: '2026-03-07T12:00:00.000Z', countedAt: '2026-03-07T12:00:01.000Z', sequencer: '0A' };
const columns = ['bucket', 'key', 'status', 'lines', 'newlines', 'bytes', 'reason', 'uploadedAt', 'countedAt'];
const counted = (key: string) => ({
  ...{ bucket: 'b', key, status: 'counted', lines: 2, newlines: 1, bytes: 9 },
  ...times,
});
const failed = { bucket: 'b', key: 'x', status: 'failed', reason: 'too large', ...times };
const csv = { format: 'csv', bom: false, delimiter: ',' } as const;

describe('CSV', () => {
  test('has heads, one line a record, and no number that was not counted', () => {
    expect(fileText([counted('março.txt'), failed], columns, csv).split('\r\n')).toEqual([
      'bucket,key,status,lines,newlines,bytes,reason,uploadedAt,countedAt,sequencer',
      'b,março.txt,counted,2,1,9,,2026-03-07T12:00:00.000Z,2026-03-07T12:00:01.000Z,0A',
      'b,x,failed,,,,too large,2026-03-07T12:00:00.000Z,2026-03-07T12:00:01.000Z,0A',
      '',
    ]);
  });

  test.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+55 11.txt', "'+55 11.txt"],
    ['-1.txt', "'-1.txt"],
    ['@sum.txt', "'@sum.txt"],
    ['\tx.txt', "'\tx.txt"],
    ['a,b.txt', '"a,b.txt"'],
    ['two\nlines.txt', '"two\nlines.txt"'],
  ])('a key %j cannot act as a formula or break the table', (key, cell) => {
    expect(fileText([counted(key)], columns, csv)).toContain(`\r\nb,${cell},counted,2,`);
  });

  test('for Excel in Portuguese: a byte order mark first, and semicolons', () => {
    expect(fileText([failed], columns, { ...csv, bom: true, delimiter: ';' })).toMatch(/^\uFEFFbucket;key;status;/);
  });

  test('without records there are only the heads', () => {
    expect(fileText([], columns, csv)).toBe('bucket,key,status,lines,newlines,bytes,reason,uploadedAt,countedAt\r\n');
  });
});

test('JSON is the records as they are', () => {
  const records = [counted('=1'), failed];
  expect(JSON.parse(fileText(records, columns, { ...csv, format: 'json' }))).toEqual(records);
});

describe('writing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'records.csv');

  test('an existing file is kept, unless it may be overwritten; no other file stays beside it', async () => {
    writeFileSync(path, 'mine');
    await expect(writeFile(path, 'new', { force: false })).rejects.toThrow('records.csv is there already.');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await writeFile(path, 'new', { force: true });
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new', ['records.csv']]);
  });

  test('two at once: one writes, the other gets an error', async () => {
    rmSync(path);
    const both = await Promise.allSettled(['one', 'two'].map((text) => writeFile(path, text, { force: false })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(['one', 'two']).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(folder)).toEqual(['records.csv']);
  });

  test('a folder that does not exist: a sentence', async () => {
    await expect(writeFile(join(folder, 'no', 'a.csv'), '', { force: true })).rejects.toThrow(
      /^Writing .*a\.csv: .*ENOENT/,
    );
  });
});
