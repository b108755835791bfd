// The texts that people read of the file vault.

import { expect, test } from 'vitest';
import { provision } from '../../../provision/file-vault.ts';
import { teardown } from '../../../teardown/file-vault.ts';
import { SYSTEMS } from '../../systems.ts';
import { testAbout } from '../../testing/about-contract.ts';
import { graphs } from './alarms/graphs.ts';
import { vaultRows } from './alarms/rows.ts';
import { signals } from './alarms/signals.ts';
import { TEXTS } from './app/page/texts.ts';
import { partNames } from './names.ts';
import type { FileVault } from './parts.ts';

const names = partNames('ada-dev-file-vault', '111122223333');
const rows = vaultRows(names);

await testAbout<FileVault>({
  system: await SYSTEMS['file-vault'](),
  settings: { OPERATORS_EMAIL: 'eva@example.com' },
  moreThan: 25,
  ...{ provision, teardown },
  stages: { provision: 5, teardown: 5 },
  rows,
  graphs: graphs(signals(names)),
  drawn: ['wrong-invitations', 'volume-nearly-full', 'backup-stopped'],
});

test('the page says everything in both languages', () => {
  expect(Object.keys(TEXTS.pt)).toEqual(Object.keys(TEXTS.en));
});
