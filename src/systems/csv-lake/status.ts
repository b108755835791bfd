// What `status` tells of the lake beside its parts: its datasets, refused files, and events that failed.

import type { Owned } from '../../aws/clients.ts';
import type { Text } from '../../engine/text.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { counted } from '../../screen/table.ts';
import type { Status } from '../abilities.ts';
import { lakeRows } from './alarms/rows.ts';
import { allFiles } from './files.ts';
import { findDoor } from './grafana/door.ts';
import { namesOf } from './names.ts';
import type { CsvLakeSettings } from './settings.ts';

const NOT_THERE: Text = { en: 'not there', pt: 'não existe' };
const OFF: Text = { en: 'off', pt: 'desligado' };
const FINGERPRINT: Text = { en: 'SHA-256 of its certificate', pt: 'SHA-256 do certificado' };

export const statusIn =
  (settings: CsvLakeSettings) =>
  async (cloud: Owned, complete: boolean): Promise<Status> => {
    const names = namesOf(cloud, settings);
    const [files, failed, ringing, door] = await Promise.all([
      complete ? allFiles(cloud, names.table) : undefined,
      depthIfThere(cloud, names.failures),
      alarmsInAlarm(cloud, names.stack, lakeRows(names, settings)).then((rows) => rows.map(({ name }) => name)),
      settings.LAKE_GRAFANA === 'on' ? findDoor(cloud, names) : undefined,
    ]);
    const refused = files?.filter(({ status }) => status === 'failure').length;
    const loaded = files?.filter(({ status }) => status === 'success');
    const datasets = loaded && new Set(loaded.map(({ dataset }) => dataset)).size;
    const rows = loaded?.reduce((sum, file) => sum + file.rows, 0);
    const told =
      loaded && `${counted(datasets ?? 0, 'dataset')}, ${counted(loaded.length, 'file')}, ${counted(rows ?? 0, 'row')}`;
    return {
      lines: [
        { name: 'in the lake', text: told ?? 'not asked: a part is missing' },
        { name: 'refused files', text: refused === undefined ? 'not asked: a part is missing' : String(refused) },
        { name: 'failed events', text: failed ? `${failed.waiting} waiting` : 'not there' },
        { name: 'Grafana', text: settings.LAKE_GRAFANA === 'on' ? (door?.url ?? NOT_THERE) : OFF },
        ...(door && !door.local ? [{ name: FINGERPRINT, text: door.fingerprint }] : []),
        { name: 'alarms', text: settings.ALARMS === 'on' ? ringing.join(', ') || 'none rings' : 'off' },
      ],
      fields: {
        ...{ datasets: datasets ?? null, files: loaded?.length ?? null, rows: rows ?? null, refused: refused ?? null },
        ...{ deadLetters: failed?.waiting ?? 0, ringing },
        ...(door && { grafanaUrl: door.url, grafanaFingerprint: door.fingerprint }),
      },
    };
  };
