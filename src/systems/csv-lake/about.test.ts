// The texts that people read of the lake.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/csv-lake.ts';
import { teardown } from '../../../teardown/csv-lake.ts';
import { SYSTEMS } from '../../systems.ts';
import { testAbout } from '../../testing/about-contract.ts';
import { graphs } from './alarms/graphs.ts';
import { lakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { CsvLake } from './parts.ts';

const names = partNames('ada-dev-csv-lake', '111122223333');
const rows = lakeRows(names, { LAKE_GRAFANA: 'on' });

await testAbout<CsvLake>({
  system: await SYSTEMS['csv-lake'](),
  settings: { OPERATORS_EMAIL: 'eva@example.com' },
  moreThan: 60,
  ...{ provision, teardown },
  stages: { provision: 6, teardown: 7 },
  rows,
  graphs: graphs(signals(names)),
  drawn: ['function-slow', 'failed-events', 'database-memory', 'database-storage', 'grafana-busy', 'grafana-memory'],
});

test('no alarm rings because nothing was measured', () => {
  expect(rows.filter(({ rule }) => rule.missing === 'breaching')).toEqual([]);
});
