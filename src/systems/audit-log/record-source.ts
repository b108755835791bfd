// The items of the audit log, for the commands `records` and `export`.

import type { Text } from '../../engine/text.ts';
import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { grouped, localTime, printable } from '../../screen/table.ts';
import { type Item, nameOfEvent } from './item.ts';
import { allItems, itemsOfDay, itemsOfFile, waitForItems } from './items.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

const HEADS: readonly Text[] = [
  { en: 'name', pt: 'nome' },
  { en: 'event', pt: 'evento' },
  { en: 'lines', pt: 'linhas' },
  { en: 'bytes', pt: 'bytes' },
  { en: 'format', pt: 'formato' },
  { en: 'when', pt: 'quando' },
  { en: 'status', pt: 'status' },
];

export const recordSource = (settings: AuditLogSettings): RecordSource => ({
  heads: HEADS,
  columns: ['file', 'event', 'status', 'reason', 'lines', 'newlines', 'bytes', 'format', 'uploadedAt', 'processedAt'],
  none: { en: 'Nothing has happened to a file yet.', pt: 'Ainda não aconteceu nada com nenhum arquivo.' },
  async list(cloud, { day, file } = {}) {
    const { table } = namesOf(cloud, settings);
    if (file !== undefined) return (await itemsOfFile(cloud, table, file)).map(listed);
    return (day ? await itemsOfDay(cloud, table, day) : await allItems(cloud, table)).map(listed);
  },
  async wait(cloud, keys, options) {
    const { items, missing } = await waitForItems(cloud, namesOf(cloud, settings), keys, options);
    return { records: items.map(listed), missing };
  },
});

export function listed(item: Item): ListedRecord {
  const { file: key, status, processedAt: at, lines, bytes, format, reason, versionId } = item;
  const event = nameOfEvent(item);
  const number = (value: number | undefined) => (value === undefined ? '' : grouped(value));
  const how = status === 'failure' ? `failure: ${printable(reason ?? '', 100)}` : status;
  return {
    row: [printable(key), event, number(lines), number(bytes), format ?? '', localTime(at), how],
    line: { key, status, at, lines, bytes, format, reason, event, uploadedAt: item.uploadedAt, versionId },
    // A map would be one cell that no spreadsheet can read.
    fields: { ...item, ...(item.metadata && { metadata: JSON.stringify(item.metadata) }) },
  };
}
