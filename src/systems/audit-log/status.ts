// What `status` tells of the audit log beside its parts: what was recorded today, and which events wait after they failed.

import type { Owned } from '../../aws/clients.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsLine, failedLine, NOT_ASKED } from '../../operate/status-lines.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import type { Status } from '../abilities.ts';
import { auditRows } from './alarms/rows.ts';
import { itemsOfDay } from './items.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

export const statusIn =
  (settings: AuditLogSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const names = namesOf(cloud, settings);
    const { table, failures, stack } = names;
    const today = new Date().toISOString().slice(0, 10);
    const [items, failed, ringing] = await Promise.all([
      complete ? itemsOfDay(cloud, table, today) : undefined,
      depthIfThere(cloud, failures),
      alarmsInAlarm(cloud, stack, auditRows(names)).then((rows) => rows.map(({ name }) => name)),
    ]);
    const failedToday = items?.filter(({ status }) => status === 'failure').length;
    const told = items && {
      en: `${items.length} events, ${failedToday} of them failures`,
      pt: `${items.length} eventos, ${failedToday} deles falhas`,
    };
    return {
      lines: [
        { name: { en: 'today (UTC)', pt: 'hoje (UTC)' }, text: told ?? NOT_ASKED },
        failedLine(failed),
        alarmsLine(settings.ALARMS === 'on', ringing),
      ],
      fields: {
        today: items?.length ?? null,
        failuresToday: failedToday ?? null,
        deadLetters: failed?.waiting ?? 0,
        ringing,
      },
    };
  };
