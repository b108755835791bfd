// What `status` tells of the audit log beside its parts: what was recorded today, and which events wait after they failed.

import type { Owned } from '../../aws/clients.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import type { Status } from '../abilities.ts';
import { itemsOfDay } from './items.ts';
import { namesOf } from './names.ts';
import type { AuditLogSettings } from './settings.ts';

export const statusIn =
  (settings: AuditLogSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const { table, failures } = namesOf(cloud, settings);
    const today = new Date().toISOString().slice(0, 10);
    const [items, failed] = await Promise.all([
      complete ? itemsOfDay(cloud, table, today) : undefined,
      depthIfThere(cloud, failures),
    ]);
    const failedToday = items?.filter(({ status }) => status === 'failure').length;
    const told = items && `${items.length} events, ${failedToday} of them failures`;
    return {
      lines: [
        { name: 'today (UTC)', text: told ?? 'not asked: a part is missing' },
        { name: 'failed events', text: failed ? `${failed.waiting} waiting` : 'not there' },
      ],
      fields: {
        today: items?.length ?? null,
        failuresToday: failedToday ?? null,
        deadLetters: failed?.waiting ?? 0,
      },
    };
  };
