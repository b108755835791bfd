// The board of the line counter for Grafana.

import { grafanaBoard } from '../../../patterns/alarms/grafana.ts';
import type { LineCounterSettings } from '../settings.ts';

export const boardFor = (settings: LineCounterSettings) => ({ board: (): object => grafanaBoard(settings) });
