// The records of the line counter, for the commands `records` and `export`.

import { type Text, translated, type Wording } from '../../engine/text.ts';
import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { spoken } from '../../screen/language.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import { namesOf } from './names.ts';
import type { FileRecord } from './record.ts';
import { encodingOf } from './record-words.ts';
import { countRecords, listRecords, waitForRecords } from './records.ts';
import type { LineCounterSettings } from './settings.ts';

const HEADS: readonly Wording[] = [
  { en: 'name', pt: 'nome' },
  { en: 'lines', pt: 'linhas' },
  'bytes',
  { en: 'when', pt: 'quando' },
  { en: 'status', pt: 'situação' },
];
const COUNTED: Text = { en: 'counted', pt: 'contado' };

export const recordSource = (settings: LineCounterSettings): RecordSource => ({
  heads: HEADS,
  columns: ['bucket', 'key', 'status', 'lines', 'newlines', 'bytes', 'reason', 'uploadedAt', 'countedAt'],
  none: { en: 'No file has been counted yet.', pt: 'Nenhum arquivo foi contado ainda.' },
  list: async (cloud) => (await listRecords(cloud, namesOf(cloud, settings))).map(listed),
  count: (cloud) => countRecords(cloud, namesOf(cloud, settings)),
  async wait(cloud, keys, options) {
    const { records, missing } = await waitForRecords(cloud, namesOf(cloud, settings), keys, options);
    return { records: records.map(listed), missing };
  },
});

export const listed = (record: FileRecord): ListedRecord => ({
  row: recordRow(record),
  line: recordLine(record),
  fields: record,
});

/** Name, lines, bytes, when, status. */
function recordRow(record: FileRecord): string[] {
  const numbers = record.status === 'counted' ? [grouped(record.lines), grouped(record.bytes)] : ['', ''];
  return [printable(record.key), ...numbers, localTime(record.countedAt), spoken(statusOf(record))];
}

const statusOf = (record: FileRecord): Text =>
  record.status === 'counted'
    ? translated((language) => `${COUNTED[language]}${encodingOf(record)[language]}`)
    : { en: `failed: ${record.reason}`, pt: `falhou: ${record.reason}` };

function recordLine(record: FileRecord): object {
  const { bucket, key, status, countedAt } = record;
  const times = { at: countedAt, countedAt };
  if (record.status === 'failed') return { bucket, key, status, reason: record.reason, ...times };
  const { lines, newlines, bytes, encoding } = record;
  return { bucket, key, lines, newlines, bytes, status, ...times, ...(encoding && { encoding }) };
}
