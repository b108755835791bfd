// The texts that people read of the audit log.

import { provision } from '../../../provision/audit-log.ts';
import { teardown } from '../../../teardown/audit-log.ts';
import { SYSTEMS } from '../../systems.ts';
import { testAbout } from '../../testing/about-contract.ts';
import { graphs } from './alarms/graphs.ts';
import { auditRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { AuditLog } from './parts.ts';

const names = partNames('ada-dev-audit-log', '111122223333');
const rows = auditRows(names);

await testAbout<AuditLog>({
  system: await SYSTEMS['audit-log'](),
  settings: { OPERATORS_EMAIL: 'eva@example.com' },
  moreThan: 18,
  ...{ provision, teardown },
  stages: { provision: 4, teardown: 4 },
  rows,
  graphs: graphs(signals(names)),
  drawn: ['function-slow', 'failed-events'],
});
