// Rows for tests, as the converter would give them.

import type { Column, Kind, Row, Rows, Version } from '../../rows.ts';

/** @param columns "cidade:text valor:decimal.2" */
export function rowsOf(columns: string, rows: readonly Row[], batchOf = 2): Rows {
  return {
    columns: columns.split(' ').map((text): Column => {
      const [name = '', kind = '', scale] = text.split(/[:.]/);
      return { name, kind: kind as Kind, ...(scale && { scale: Number(scale) }) };
    }),
    async *batches() {
      for (let at = 0; at < rows.length; at += batchOf) yield rows.slice(at, at + batchOf);
    },
  };
}

/** @param number of the upload: a later one is newer */
export const versionOf = (key: string, number: number): Version => ({
  bucket: 'bucket',
  key,
  rivals: [],
  dataset: key.split('/')[1] ?? '',
  sequencer: number.toString(16).toUpperCase().padStart(8, '0').padEnd(40, '0'),
  at: '2026-03-07T12:00:00.000Z',
});
