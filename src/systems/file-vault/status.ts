// What `status` tells of the vault beside its parts: the machine, the newest backup, and alarms.

import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import { machinesOf } from '../../local/machines.ts';
import { alarmsLine } from '../../operate/status-lines.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { findInstances, type Instance } from '../../resources/ec2/find-instance.ts';
import { localTime } from '../../screen/table.ts';
import type { Status } from '../abilities.ts';
import { vaultRows } from './alarms/rows.ts';
import { namesOf } from './names.ts';
import { readTrail } from './operate/trail.ts';
import type { FileVaultSettings } from './settings.ts';

const NOT_THERE: Text = { en: 'not there', pt: 'não existe' };
const NONE_TODAY: Text = { en: 'none today', pt: 'nenhum hoje' };

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
    const uploads = records.filter(({ action, outcome }) => action === 'upload' && outcome === 'ok').length;
    return {
      lines: [
        { name: { en: 'machine', pt: 'máquina' }, text: instance ? machineText(instance, played?.pid) : NOT_THERE },
        { name: { en: 'today (UTC)', pt: 'hoje (UTC)' }, text: todayText(uploads, records.length) },
        {
          name: { en: 'last backup', pt: 'último backup' },
          text: run ? backupText(run.time, run.outcome === 'ok') : NONE_TODAY,
        },
        alarmsLine(settings.ALARMS === 'on', ringing),
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

/** @param pid of the process that plays it on the local cloud */
const machineText = ({ id, state }: Instance, pid: number | undefined): Text => ({
  en: `${id} ${state}${pid === undefined ? '' : `, process ${pid} of this machine`}`,
  pt: `${id} ${state}${pid === undefined ? '' : `, processo ${pid} desta máquina`}`,
});
const todayText = (uploads: number, lines: number): Text => ({
  en: `${uploads} documents came, ${lines} lines in the audit log`,
  pt: `${uploads} documentos chegaram, ${lines} linhas no registro de auditoria`,
});
const backupText = (time: string, ok: boolean): Text => ({
  en: `${localTime(time)}, ${ok ? 'ok' : 'failed'}`,
  pt: `${localTime(time)}, ${ok ? 'ok' : 'falhou'}`,
});
