// The audit trail of the vault, for the commands `records` and `export`.

import type { Text } from '../../engine/text.ts';
import { wallClock } from '../../engine/wait.ts';
import type { ListedRecord, RecordSource } from '../../operate/records/source.ts';
import { spoken } from '../../screen/language.ts';
import { countText, grouped, localTime, printable } from '../../screen/table.ts';
import type { AuditRecord, Outcome } from './app/audit/record.ts';
import { actionText, endedText } from './app/audit/words.ts';
import { namesOf } from './names.ts';
import { readTrail } from './operate/trail.ts';
import { DOCUMENT } from './operate/words.ts';
import type { FileVaultSettings } from './settings.ts';

/** The words of the other systems: what was not done is rejected or failed. */
const STATUS: Readonly<Record<Outcome, string>> = {
  ok: 'ok',
  refused: 'rejected',
  failed: 'failed',
  aborted: 'failed',
};

const HEADS: readonly Text[] = [
  { en: 'when', pt: 'quando' },
  { en: 'who', pt: 'quem' },
  { en: 'what', pt: 'o quê' },
  { en: 'document', pt: 'documento' },
  { en: 'bytes', pt: 'bytes' },
  { en: 'how it ended', pt: 'como terminou' },
];

export const recordSource = (settings: FileVaultSettings): RecordSource => ({
  heads: HEADS,
  columns: ['time', 'actor', 'action', 'outcome', 'reason', 'document', 'name', 'bytes', 'sha256', 'source', 'status'],
  none: { en: 'The audit log has no line yet.', pt: 'O registro de auditoria ainda não tem nenhuma linha.' },
  async list(cloud, { day } = {}) {
    return (await readTrail(cloud, namesOf(cloud, settings), day)).toReversed().map(({ record }) => listed(record));
  },
  async wait(cloud, keys, { patience, signal }) {
    const clock = wallClock(signal);
    for (const start = clock.now(); ; await clock.pause(1)) {
      const all = await readTrail(cloud, namesOf(cloud, settings));
      const of = (key: string) => all.filter(({ record }) => record.document === key || record.name === key);
      const missing = keys.filter((key) => !of(key).length);
      if (!missing.length || clock.now() - start >= patience)
        return { records: keys.flatMap(of).map(({ record }) => listed(record)), missing };
    }
  },
});

export function listed(record: AuditRecord): ListedRecord {
  const { time, actor = '', action, document, name, bytes, outcome, reason, sha256, source, count } = record;
  const what = name ?? document ?? (count === undefined ? '' : spoken(countText(count, DOCUMENT)));
  const ended = printable(spoken(endedText(record)), 100);
  const { _aws, ...fields } = record;
  return {
    row: [
      localTime(time),
      printable(actor),
      spoken(actionText(action)),
      printable(what),
      bytes === undefined ? '' : grouped(bytes),
      ended,
    ],
    line: {
      ...{ key: document ?? record.id, status: STATUS[outcome], at: time, action, actor, outcome, reason, name, bytes },
      ...{ sha256, source },
    },
    fields: { ...fields, status: STATUS[outcome] },
  };
}
