// The drills of the vault, in the order in which a document passes it: the alarms that each makes ring.

import type { DrillList } from '../../../operate/drills/drill.ts';

export const LIST = {
  strangers: { rings: ['wrong-invitations'] },
  'disk-full': { rings: ['volume-nearly-full'] },
  'backup-stopped': { rings: ['backup-stopped', 'backup-failures'] },
  'instance-lost': { rings: ['backup-stopped'], minutesOnAws: 75 },
  'volume-lost': { rings: ['backup-stopped'], minutesOnAws: 75 },
} satisfies DrillList;
