// The way of one file through the audit log: when it was uploaded or deleted, examined and recorded.

import { failedEvents } from '../../operate/dead-letters/failed-events.ts';
import { type RecordedWay, traceInvoked, type WayOf } from '../../operate/trace/invoked.ts';
import { printable } from '../../screen/table.ts';
import type { Here } from '../abilities.ts';
import { type Item, nameOfEvent } from './item.ts';
import { currentItem, itemsOfFile } from './items.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

const STEPS: WayOf['steps'] = {
  happened: { en: 'uploaded or deleted', pt: 'enviado ou excluído' },
  examined: { en: 'examined', pt: 'examinado' },
  recorded: { en: 'recorded', pt: 'registrado' },
};

export const traceIn =
  (settings: AuditLogSettings) =>
  (here: Here, key: string): Promise<void> => {
    const { bucket, table, failures, writer } = namesOf(here.cloud, settings);
    return traceInvoked(here, key, {
      ...{ bucket, steps: STEPS, deadLetters: failedEvents(failures, writer) },
      async find(cloud, file, head) {
        const items = await itemsOfFile(cloud, table, file);
        const item = currentItem(items, head);
        return item && recordOf(item, items.length);
      },
    });
  };

/** @param events of this file in the log */
const recordOf = (item: Item, events: number): RecordedWay => ({
  uploadedAt: new Date(item.uploadedAt),
  times: { examined: new Date(item.processedAt) },
  result: {
    en: `Done: ${nameOfEvent(item)}, ${found(item)}. Events of this file in the log: ${events}.`,
    pt: `Pronto: ${nameOfEvent(item)}, ${found(item)}. Eventos deste arquivo no registro: ${events}.`,
  },
  ends: ({ message, fields }) => message !== 'repeated' && fields.item === item.event,
});

const found = ({ status, reason }: Item): string => (reason ? `${status}: ${printable(reason, 100)}` : status);
