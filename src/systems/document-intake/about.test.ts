// The texts that people read of the document intake.

import { provision } from '../../../provision/document-intake.ts';
import { teardown } from '../../../teardown/document-intake.ts';
import { SYSTEMS } from '../../systems.ts';
import { testAbout } from '../../testing/about-contract.ts';
import { graphs } from './alarms/graphs.ts';
import { intakeRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { partNames } from './names.ts';
import type { DocumentIntake } from './parts.ts';

const names = partNames('ada-dev-document-intake', '111122223333');
const rows = intakeRows(names);

await testAbout<DocumentIntake>({
  system: await SYSTEMS['document-intake'](),
  settings: { OPERATORS_EMAIL: 'eva@example.com', NOTIFY_EMAIL: 'ana@example.com' },
  moreThan: 18,
  ...{ provision, teardown },
  stages: { provision: 4, teardown: 4 },
  rows,
  graphs: graphs(signals(names)),
  drawn: ['function-slow', 'failed-events'],
});
