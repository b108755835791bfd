// What `status` tells of the audit log beside its parts: what was recorded today, and which events wait after they failed.

import type { Owned } from '../../aws/clients.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
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
    const told = items && `${items.length} events, ${failedToday} of them failures`;
    return {
      lines: [
        { name: 'today (UTC)', text: told ?? 'not asked: a part is missing' },
        { name: 'failed events', text: failed ? `${failed.waiting} waiting` : 'not there' },
        { name: 'alarms', text: settings.ALARMS === 'on' ? ringing.join(', ') || 'none rings' : 'off' },
      ],
      fields: {
        today: items?.length ?? null,
        failuresToday: failedToday ?? null,
        deadLetters: failed?.waiting ?? 0,
        ringing,
      },
    };
  };
