// The way of one file through the lake: when it was uploaded, read, and loaded into its places.

import type { Text } from '../../engine/text.ts';
import { failedEvents } from '../../operate/dead-letters/failed-events.ts';
import { type RecordedWay, traceInvoked, type WayOf } from '../../operate/trace/invoked.ts';
import { countText, printable } from '../../screen/table.ts';
import type { Here } from '../abilities.ts';
import { fileRecord, isCurrent } from './files.ts';
import { COLUMN, ROW } from './log-words.ts';
import { namesOf } from './names.ts';
import type { FileRecord } from './record.ts';
import type { CsvLakeSettings } from './settings.ts';

const STEPS: WayOf['steps'] = {
  uploaded: { en: 'uploaded', pt: 'enviado' },
  read: { en: 'read', pt: 'lido' },
  loaded: { en: 'loaded or refused', pt: 'carregado ou recusado' },
};

export const traceIn =
  (settings: CsvLakeSettings) =>
  (here: Here, key: string): Promise<void> => {
    const { bucket, table, failures, converter } = namesOf(here.cloud, settings);
    return traceInvoked(here, key, {
      ...{ bucket, steps: STEPS, deadLetters: failedEvents(failures, converter) },
      async find(cloud, file, head) {
        const record = await fileRecord(cloud, table, file);
        return isCurrent(record, head) ? wayOf(record) : undefined;
      },
    });
  };

/** Of a first try that was killed, and of a repeated event, the log has other lines; the last step is that of the loading. */
const ENDS = ['loaded', 'refused'];

const wayOf = (record: FileRecord): RecordedWay => ({
  uploadedAt: new Date(record.uploadedAt),
  times: { read: new Date(record.at) },
  result: record.status === 'failure' ? refused(record) : loaded(record),
  ends: ({ message, fields }) => ENDS.includes(message) && fields.versionId === record.versionId,
  ...(record.status === 'loading' && {
    unfinished: {
      en: `The items of this upload are in DynamoDB, and its rows are not in PostgreSQL yet.`,
      pt: `Os itens deste envio estão no DynamoDB, e as linhas ainda não estão no PostgreSQL.`,
    },
  }),
});

const refused = ({ reason = '' }: FileRecord) => ({
  en: `Done: refused, ${printable(reason, 150)}. The lake has no row of this file.`,
  pt: `Pronto: recusado, ${printable(reason, 150)}. O lago não tem linhas deste arquivo.`,
});

function loaded({ rows, columns, dataset, items, parquet = '', json = '' }: FileRecord) {
  const [rowCount, columnCount, itemCount] = [
    countText(rows, ROW),
    countText(columns.length, COLUMN),
    countText(items, ITEM, ITEMS),
  ];
  const files = `${printable(parquet)}, ${printable(json)}`;
  return {
    en: `Done: ${rowCount.en} in ${columnCount.en} in lake.${dataset}, ${itemCount.en} in DynamoDB, ${files}.`,
    pt: `Pronto: ${rowCount.pt} em ${columnCount.pt} em lake.${dataset}, ${itemCount.pt} no DynamoDB, ${files}.`,
  };
}
const ITEM: Text = { en: 'item', pt: 'item' };
const ITEMS: Text = { en: 'items', pt: 'itens' };
