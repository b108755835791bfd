// The records of the lake, one a file, for the commands `records` and `export`.

import type { Wording } from '../../engine/text.ts';
import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import { allFiles, waitForFiles } from './files.ts';
import { namesOf } from './names.ts';
import type { FileRecord } from './record.ts';
import type { CsvLakeSettings } from './settings.ts';

const HEADS: readonly Wording[] = [
  { en: 'name', pt: 'nome' },
  { en: 'dataset', pt: 'conjunto' },
  { en: 'rows', pt: 'linhas' },
  { en: 'columns', pt: 'colunas' },
  'bytes',
  { en: 'when', pt: 'quando' },
  'status',
];

export const recordSource = (settings: CsvLakeSettings): RecordSource => ({
  heads: HEADS,
  columns: ['key', 'status', 'at', 'dataset', 'rows', 'columns', 'bytes', 'reason'],
  none: { en: 'No file has been converted yet.', pt: 'Nenhum arquivo foi convertido ainda.' },
  list: async (cloud) => (await allFiles(cloud, namesOf(cloud, settings).table)).map(listed),
  async wait(cloud, keys, options) {
    const { files, missing } = await waitForFiles(cloud, namesOf(cloud, settings), keys, options);
    return { records: files.map(listed), missing };
  },
});

export function listed(record: FileRecord): ListedRecord {
  const { key, status, at, dataset, rows, bytes, reason, columns, ragged, items, encoding, parquet, json } = record;
  const how = status === 'failure' ? `failure: ${printable(reason ?? '', 100)}` : status;
  const line = { key, status, at, dataset, rows, columns: columns.length, bytes, reason };
  return {
    row: [printable(key), dataset, grouped(rows), String(columns.length), grouped(bytes), localTime(at), how],
    line,
    fields: { ...line, ragged, items, encoding, parquet, json, uploadedAt: record.uploadedAt },
  };
}
