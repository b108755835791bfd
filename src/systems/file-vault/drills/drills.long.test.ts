// The drills of the vault. They run on a local cloud of their own, because it plays the machine. The long run
// (npm run test:long) plays all, the short run the two losses.

import { expect, test } from 'vitest';
import { openCloud } from '../../../aws/clients.ts';
import { type PassingCloud, passingCloud } from '../../../local/passing-cloud.ts';
import { findLeftovers } from '../../../operate/leftovers/find.ts';
import { ownership } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { drillsContract } from '../../../testing/drills-contract.ts';
import { LONG } from '../../../testing/long.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { vaultRows } from '../alarms/rows.ts';
import { partNames, STACK } from '../names.ts';
import { fileVaultSettings } from '../settings.ts';
import { DRILLS } from './all.ts';
import { openSite } from './site.ts';

let local: PassingCloud | undefined;
const SHORT = ['instance-lost', 'volume-lost'];
const system = await SYSTEMS['file-vault']();

const drilled = drillsContract(
  {
    ...{ system, drills: DRILLS },
    chosen: DRILLS.filter(({ name }) => LONG || SHORT.includes(name)),
    async open() {
      local = await passingCloud('drills');
      const settings = fileVaultSettings({});
      const opened = await openCloud({ region: settings.AWS_REGION, endpoint: local.endpoint });
      const cloud = { ...opened, tags: ownership(settings, STACK) };
      const session = { cloud, env: {}, signal: new AbortController().signal };
      return openSite({ ...session, storyWith: (env, site) => system.configured(env).story(site) }, local.home);
    },
    async end() {
      await local?.end();
    },
  },
  vaultRows(partNames(`ada-${DRILL_STAGE}-${STACK}`, '')),
);

test('`up` brought back what was lost, and nothing of the stage is left', async () => {
  const { site, played } = drilled();
  const repaired = Object.fromEntries(played.map(({ drill, repaired: parts }) => [drill.name, parts.join()]));
  expect(repaired['instance-lost']).toMatch(/Instance .* created/);
  expect(repaired['volume-lost']).toMatch(/Volume .*-data created/);
  const { parts } = await system.configured({ STAGE: DRILL_STAGE }).story(site.cloud);
  expect(await findLeftovers(site.cloud, parts)).toEqual([]);
});
