// The drills of the line counter. They run on a local cloud of their own, because drills stop the cache. The long run
// (npm run test:long) plays all drills, the short run one for each point.

import { expect, test } from 'vitest';
import { openCloud } from '../../../aws/clients.ts';
import { type PassingCloud, passingCloud } from '../../../local/passing-cloud.ts';
import { findLeftovers } from '../../../operate/leftovers/find.ts';
import { ownership } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { drillsContract } from '../../../testing/drills-contract.ts';
import { LONG } from '../../../testing/long.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { allRows } from '../alarms/table.ts';
import { partNames, STACK } from '../names.ts';
import { lineCounterSettings } from '../settings.ts';
import { DRILLS } from './all.ts';
import { openSite } from './site.ts';

let local: PassingCloud | undefined;
const SHORT = ['nothing-uploaded', 'swallowed', 'strangers', 'mapping-off', 'cache-full', 'poison', 'mail-unheard'];
const system = await SYSTEMS['line-counter']();

const drilled = drillsContract(
  {
    system,
    drills: DRILLS,
    chosen: DRILLS.filter(({ name }) => LONG || SHORT.includes(name)),
    async open() {
      local = await passingCloud('drills');
      const settings = lineCounterSettings({});
      const opened = await openCloud({ region: settings.AWS_REGION, endpoint: local.endpoint });
      const session = {
        cloud: { ...opened, tags: ownership(settings, STACK) },
        ...{ env: {}, signal: new AbortController().signal },
      };
      return openSite({ ...session, storyWith: (env, cloud) => system.configured(env).story(cloud) }, local.home);
    },
    async end() {
      await local?.end();
    },
  },
  allRows(partNames(`ada-${DRILL_STAGE}-${STACK}`, '')),
);

test('`up` repaired everything that it can repair', () => {
  const repaired = Object.fromEntries(drilled().played.map(({ drill, repaired: parts }) => [drill.name, parts.join()]));
  expect(repaired['mapping-off']).toMatch(/Mapping .* repaired Enabled/);
  expect(repaired.swallowed).toMatch(/Lambda function .* repaired CodeSha256/);
  if (LONG) expect(repaired['mail-refused']).toMatch(/Environment of .* repaired TOPIC_ARN/);
  expect(repaired['mail-unheard']).toMatch(/E-mail subscription of .* created/);
});

test('nothing of the stage is left, and nothing of the drills is left in the cache', async () => {
  const { site } = drilled();
  expect(await findLeftovers(site.cloud, site.part)).toEqual([]);
  expect(await site.cache?.keys('*')).toEqual([]);
  expect(await site.cache?.config('GET', 'maxmemory')).toEqual(['maxmemory', '0']);
});
