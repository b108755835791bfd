// The line counter's board for Grafana, for every stage: names contain $stage, and Grafana replaces it by the chosen
// stage.

import { grafanaBoard } from '../../../patterns/alarms/grafana.ts';
import { partNames, STACK } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { signals } from './signals.ts';
import { rowsFor } from './table.ts';

export function boardFor(settings: LineCounterSettings) {
  const { PROJECT, STAGE, AWS_REGION, REQUEST_METRICS, NOTIFY_LANGUAGE } = settings;
  const names = partNames(`${PROJECT}-$stage-${STACK}`, '$account');
  const board = () =>
    grafanaBoard({
      title: `${PROJECT} ${STACK}`,
      uid: `${PROJECT}-${STACK}`,
      tags: [PROJECT, STACK],
      region: AWS_REGION,
      stage: STAGE,
      // The bucket's name ends in the number of the account. Only S3's request metrics are about the bucket.
      account: REQUEST_METRICS === 'on',
      rows: rowsFor(names, settings),
      graphs: graphs(signals(names)),
      language: NOTIFY_LANGUAGE,
    });
  return { board };
}
