// The results of the document intake, for the commands `records` and `export`.

import type { Text } from '../../engine/text.ts';
import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { spoken } from '../../screen/language.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import { namesOf } from './names.ts';
import { allResults, type Written, waitForResults } from './results.ts';
import type { DocumentIntakeSettings } from './settings.ts';
import { kindText, summaryText } from './summary.ts';

const HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'kind', pt: 'tipo' },
  { en: 'status', pt: 'status' },
  { en: 'bytes', pt: 'bytes' },
  { en: 'when', pt: 'quando' },
  { en: 'what', pt: 'o que há' },
];

export const recordSource = (settings: DocumentIntakeSettings): RecordSource => ({
  heads: HEADS,
  columns: ['key', 'status', 'kind', 'reason', 'summary', 'bytes', 'uploadedAt', 'at'],
  none: { en: 'No document has been read yet.', pt: 'Nenhum documento foi lido ainda.' },
  list: async (cloud) => (await allResults(cloud, namesOf(cloud, settings).results)).map(listed),
  async wait(cloud, keys, options) {
    const { written, missing } = await waitForResults(cloud, namesOf(cloud, settings), keys, options);
    return { records: written.map(listed), missing };
  },
});

export function listed({ result, at }: Written): ListedRecord {
  const { kind, status, source } = result;
  const { key, bytes, uploadedAt, versionId } = source;
  const reason = result.status === 'rejected' ? result.reason : undefined;
  const summary = summaryText(result);
  const line = { key, status, at, kind, reason, summary: summary.en, bytes, uploadedAt, versionId };
  const what = printable(spoken(summary), 100);
  return {
    row: [printable(key), spoken(kindText(kind)), status, grouped(bytes), localTime(at), what],
    line,
    fields: line,
  };
}
