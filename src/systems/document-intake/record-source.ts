// The results of the document intake, for the commands `records` and `export`.

import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import { namesOf } from './names.ts';
import { allResults, type Written, waitForResults } from './results.ts';
import type { DocumentIntakeSettings } from './settings.ts';
import { kindName, summaryOf } from './summary.ts';

export const recordSource = (settings: DocumentIntakeSettings): RecordSource => ({
  heads: ['name', 'kind', 'status', 'bytes', 'when', 'what'],
  columns: ['key', 'status', 'kind', 'reason', 'summary', 'bytes', 'uploadedAt', 'at'],
  none: 'No document has been read yet.',
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
  const summary = summaryOf(result, 'en');
  const line = { key, status, at, kind, reason, summary, bytes, uploadedAt, versionId };
  return {
    row: [printable(key), kindName(kind, 'en'), status, grouped(bytes), localTime(at), printable(summary, 100)],
    line,
    fields: line,
  };
}
