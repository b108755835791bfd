// api/files: the records for people, a page at a time; what became of files just sent; all of them as CSV.

import { fileText } from '../../../operate/export/file-text.ts';
import type { Fate, FileRow, Files } from '../../../page/contract.ts';
import { Refused } from '../../../page/refused.ts';
import type { FileRecord } from '../record.ts';
import { type AskReader, orAway } from './ask-reader.ts';
import { keysIn } from './fields.ts';
import { type Answer, bodyOf } from './http.ts';
import type { Asked, Handler } from './page.ts';
import { tagged } from './tagged.ts';

const MOST_ROWS = 200;
const MOST_KEYS = 200;
/** Bytes of a CSV: Lambda's answers have at most 6 MB, and quotation marks grow on the way (Lambda quotas). */
const CSV_BYTES = 4_000_000;
const COLUMNS = ['name', 'lines', 'newlines', 'bytes', 'status', 'reason', 'at', 'key'];

interface Page {
  readonly records: readonly FileRecord[];
  readonly total: number;
  readonly cursor?: string;
}

const MORE = {
  en: 'There are more files: npm run export writes all of them.',
  pt: 'Há mais arquivos: npm run export grava todos.',
};

export function files(ask: AskReader, bucket: string): Record<string, Handler> {
  async function list({ event }: Asked): Promise<Answer> {
    const { limit = '100', cursor, search } = event.queryStringParameters ?? {};
    const rows = /^[1-9]\d{0,2}$/.test(limit) ? Number(limit) : Number.NaN;
    if (!(rows <= MOST_ROWS))
      throw new Refused('bad-request', `"limit" must be a whole number from 1 to ${MOST_ROWS}.`);
    const question = { op: 'list', limit: rows, ...(cursor && { cursor }), ...(search && { search }) };
    const page = await orAway(ask<Page>(question), undefined);
    const made: Files = page
      ? {
          files: page.records.map(rowOf),
          total: page.total,
          ...(page.cursor && { cursor: page.cursor }),
          cache: 'up',
        }
      : { files: [], total: 0, cache: 'away' };
    return tagged(event, made);
  }

  async function fate({ event }: Asked) {
    const keys = keysIn(bodyOf(event), MOST_KEYS);
    const objects = keys.map((key) => ({ bucket, key }));
    const found = await orAway(ask<{ records: (FileRecord | null)[] }>({ op: 'get', objects }), undefined);
    const fates: Fate[] = keys.map((key, at) => fateOf(key, found?.records[at]));
    return { fates, cache: found ? 'up' : 'away' };
  }

  async function csv({ event }: Asked): Promise<Answer> {
    const language = event.queryStringParameters?.lang === 'pt' ? 'pt' : 'en';
    const rows: FileRow[] = [];
    let room = CSV_BYTES;
    let cursor: string | undefined;
    do {
      const page: Page = await ask({ op: 'list', limit: 5_000, ...(cursor && { cursor }) });
      for (const record of page.records) {
        const row = rowOf(record);
        room -= Buffer.byteLength(JSON.stringify(row));
        if (room > 0) rows.push(row);
      }
      cursor = page.cursor;
    } while (cursor && room > 0);
    const more = room <= 0;
    // Excel in Brazil expects ";", because the comma is its decimal sign.
    const style = { format: 'csv', bom: true, delimiter: language === 'pt' ? ';' : ',' } as const;
    return {
      statusCode: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="files.csv"`,
        'cache-control': 'no-store',
        ...(more && { 'x-ada-more': '1' }),
      },
      body: fileText([...rows, ...(more ? [{ name: MORE[language] }] : [])], COLUMNS, style),
    };
  }

  return {
    'GET api/files': { answer: list },
    'GET api/files.csv': { answer: csv },
    'POST api/files/fate': { answer: fate },
  };
}

/** The last part of a key: "notas.txt". */
const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

function rowOf(record: FileRecord): FileRow {
  const { key, status, countedAt: at } = record;
  const said =
    record.status === 'counted'
      ? { lines: record.lines, newlines: record.newlines, bytes: record.bytes }
      : { reason: record.reason };
  return { key, name: nameIn(key), status, ...said, at };
}

function fateOf(key: string, record: FileRecord | null | undefined): Fate {
  if (!record) return { key, state: 'waiting' };
  const { countedAt: at } = record;
  if (record.status === 'failed') return { key, state: 'failed', reason: record.reason, at };
  const { lines, newlines, bytes } = record;
  return { key, state: 'counted', lines, newlines, bytes, at };
}
