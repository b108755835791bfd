// What `status` tells of the vault beside its parts: the machine, the newest backup, and alarms.

import type { Owned } from '../../aws/clients.ts';
import { machinesOf } from '../../local/machines.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { findInstances } from '../../resources/ec2/find-instance.ts';
import { localTime } from '../../screen/table.ts';
import type { Status } from '../abilities.ts';
import { vaultRows } from './alarms/rows.ts';
import { namesOf } from './names.ts';
import { readTrail } from './operate/trail.ts';
import type { FileVaultSettings } from './settings.ts';

export const statusIn =
  (settings: FileVaultSettings) =>
  async (cloud: Owned): Promise<Status> => {
    const names = namesOf(cloud, settings);
    const today = new Date().toISOString().slice(0, 10);
    const [[instance], trail, ringing] = await Promise.all([
      findInstances(cloud, names.instance),
      readTrail(cloud, names, today),
      alarmsInAlarm(cloud, names.stack, vaultRows(names)).then((rows) => rows.map(({ name }) => name)),
    ]);
    const records = trail.map(({ record }) => record);
    const run = records.findLast(({ action }) => action === 'backup-run');
    const played = instance && cloud.local ? machinesOf(cloud.region)[instance.id] : undefined;
    const process = played ? `, process ${played.pid} of this machine` : '';
    const uploads = records.filter(({ action, outcome }) => action === 'upload' && outcome === 'ok').length;
    return {
      lines: [
        { name: 'machine', text: instance ? `${instance.id} ${instance.state}${process}` : 'not there' },
        { name: 'today (UTC)', text: `${uploads} documents came, ${records.length} lines in the audit log` },
        { name: 'last backup', text: run ? `${localTime(run.time)}, ${run.outcome}` : 'none today' },
        { name: 'alarms', text: settings.ALARMS === 'on' ? ringing.join(', ') || 'none rings' : 'off' },
      ],
      fields: {
        instanceId: instance?.id ?? null,
        state: instance?.state ?? null,
        uploadsToday: uploads,
        lastBackup: run?.time ?? null,
        lastBackupOk: run ? run.outcome === 'ok' : null,
        ringing,
      },
    };
  };
