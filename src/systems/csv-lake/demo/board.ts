// The last act: the answer of the board's own query, through the load balancer, against the sum that was sent.

import { Problem } from '../../../engine/problems.ts';
import { draw, VERDICT } from '../../../screen/act.ts';
import { grouped } from '../../../screen/table.ts';
import type { Check, Here } from '../../abilities.ts';
import { boardIds } from '../grafana/boards.ts';
import { SUMS } from '../grafana/data-board.ts';
import { findDoor } from '../grafana/door.ts';
import { openGrafana } from '../grafana/visit.ts';
import type { PartNames } from '../names.ts';
import type { CsvLakeSettings } from '../settings.ts';
import type { Sales } from './files.ts';

/** @param file of the dataset "vendas" */
export async function onTheBoard(
  { cloud, say, signal }: Here,
  settings: CsvLakeSettings,
  names: PartNames,
  { key, rows, cents }: Sales,
): Promise<Check> {
  const door = await findDoor(cloud, names);
  if (!door)
    throw new Problem({
      en: 'Grafana is not there: its load balancer or its certificate is missing.',
      pt: 'O Grafana não está lá: falta o balanceador de carga ou o certificado.',
    });
  const grafana = await openGrafana(cloud, door, signal);
  const title = SUMS[settings.NOTIFY_LANGUAGE];
  const panel = (await grafana.panels(boardIds(settings).data)).find((one) => one.title === title);
  const answer = panel ? await grafana.answer(panel, { dataset: 'vendas', file: key }) : [];
  const found = answer.find(({ column }) => column === 'valor');
  const sum = Math.round(Number(found?.sum) * 100);
  const ok = sum === cents && Number(found?.values) === rows;
  draw(say, [
    [
      { en: 'board', pt: 'painel' },
      { en: 'rows', pt: 'linhas' },
      { en: 'sum', pt: 'soma' },
      { en: '', pt: '' },
    ],
    [...[title, grouped(Number(found?.values ?? 0)), (sum / 100).toFixed(2)], ok ? VERDICT.right : VERDICT.wrong],
  ]);
  say();
  const what = {
    en: `the board of Grafana shows the same sum of ${key} through the load balancer`,
    pt: `o painel do Grafana mostra a mesma soma de ${key} pelo balanceador de carga`,
  };
  return { what, ok };
}
