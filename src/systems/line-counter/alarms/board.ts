// The line counter's board for Grafana.

import { stageBoard } from '../../../patterns/alarms/stage-board.ts';
import { partNames, STACK } from '../names.ts';
import type { LineCounterSettings } from '../settings.ts';
import { graphs } from './graphs.ts';
import { signals } from './signals.ts';
import { rowsFor } from './table.ts';

export const boardFor = (settings: LineCounterSettings) =>
  stageBoard(settings, {
    system: STACK,
    // The bucket's name ends in the number of the account. Only S3's request metrics are about the bucket.
    account: settings.REQUEST_METRICS === 'on',
    partNames,
    shown: (names) => ({ rows: rowsFor(names, settings), graphs: graphs(signals(names)) }),
  });
