// What `status` tells of the lake beside its parts: its datasets, refused files, and events that failed.

import type { Owned } from '../../aws/clients.ts';
import { type Text, translated } from '../../engine/text.ts';
import { depthIfThere } from '../../operate/dead-letters/depth.ts';
import { alarmsLine, failedLine, NOT_ASKED } from '../../operate/status-lines.ts';
import { alarmsInAlarm } from '../../patterns/alarms/in-alarm.ts';
import { countText } from '../../screen/table.ts';
import type { Status } from '../abilities.ts';
import { lakeRows } from './alarms/rows.ts';
import { allFiles } from './files.ts';
import { findDoor } from './grafana/door.ts';
import { namesOf } from './names.ts';
import type { CsvLakeSettings } from './settings.ts';

const NOT_THERE: Text = { en: 'not there', pt: 'não existe' };
const OFF: Text = { en: 'off', pt: 'desligado' };
const IN_THE_LAKE: Text = { en: 'in the lake', pt: 'no lago' };
const REFUSED: Text = { en: 'refused files', pt: 'arquivos recusados' };
const DATASET: Text = { en: 'dataset', pt: 'conjunto' };
const FILE: Text = { en: 'file', pt: 'arquivo' };
const ROW: Text = { en: 'row', pt: 'linha' };
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
    const counts = [countText(datasets ?? 0, DATASET), countText(loaded?.length ?? 0, FILE), countText(rows ?? 0, ROW)];
    const told = translated((language) => counts.map((count) => count[language]).join(', '));
    return {
      lines: [
        { name: IN_THE_LAKE, text: loaded ? told : NOT_ASKED },
        { name: REFUSED, text: refused === undefined ? NOT_ASKED : String(refused) },
        failedLine(failed),
        { name: 'Grafana', text: settings.LAKE_GRAFANA === 'on' ? (door?.url ?? NOT_THERE) : OFF },
        ...(door && !door.local ? [{ name: FINGERPRINT, text: door.fingerprint }] : []),
        alarmsLine(settings.ALARMS === 'on', ringing),
      ],
      fields: {
        ...{ datasets: datasets ?? null, files: loaded?.length ?? null, rows: rows ?? null, refused: refused ?? null },
        ...{ deadLetters: failed?.waiting ?? 0, ringing },
        ...(door && { grafanaUrl: door.url, grafanaFingerprint: door.fingerprint }),
      },
    };
  };
