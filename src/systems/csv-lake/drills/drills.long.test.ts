// The drills of the lake, in the cloud of this test run. The long run (npm run test:long) plays all; the usual run plays two, in
// one of which the database goes away.

import { expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT, openCloud } from '../../../aws/clients.ts';
import { localDatabases } from '../../../aws/local-databases.ts';
import { findLeftovers } from '../../../operate/leftovers/find.ts';
import { ownership } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { drillsContract } from '../../../testing/drills-contract.ts';
import { LONG } from '../../../testing/long.ts';
import { DRILL_STAGE } from '../../abilities.ts';
import { lakeRows } from '../alarms/rows.ts';
import { partNames, STACK } from '../names.ts';
import { csvLakeSettings } from '../settings.ts';
import { DRILLS } from './all.ts';
import { STAGE_SETTINGS } from './list.ts';
import { openSite } from './site.ts';

const SHORT = ['throttled', 'database-away'];
const system = await SYSTEMS['csv-lake']();

const drilled = drillsContract(
  {
    ...{ system, drills: DRILLS },
    chosen: DRILLS.filter(({ name }) => LONG || SHORT.includes(name)),
    // The rest are the lives of the parts, whose rights each part says itself.
    checked: ({ service }) => ['CloudWatch', 'Lambda', 'SNS', 'SQS'].includes(service),
    async open() {
      const settings = csvLakeSettings(STAGE_SETTINGS);
      const { endpoint, home } = inject('cloud');
      const place = { region: settings.AWS_REGION, endpoint, account: LOCAL_ACCOUNT, adapt: localDatabases({ home }) };
      const cloud = { ...(await openCloud(place)), tags: ownership(settings, STACK) };
      const signal = new AbortController().signal;
      return openSite({ cloud, env: {}, signal, storyWith: (env, site) => system.configured(env).story(site) });
    },
    end: async () => undefined,
  },
  lakeRows(partNames(`ada-${DRILL_STAGE}-${STACK}`, ''), { LAKE_GRAFANA: 'off' }),
);

test('`up` started the database and put back the image, and nothing of the stage is left', async () => {
  const { site, played } = drilled();
  const repaired = Object.fromEntries(played.map(({ drill, repaired: parts }) => [drill.name, parts.join()]));
  expect(repaired['database-away']).toMatch(/DB instance .* repaired status/);
  if (LONG) {
    expect(repaired['function-throws']).toMatch(/Lambda function .* repaired ImageUri/);
    expect(repaired.slow).toMatch(/Lambda function .* repaired .*Timeout/);
    expect(repaired['events-lost']).toMatch(/SQS queue .*failures created/);
  }
  const { parts } = await system.configured({ ...STAGE_SETTINGS, STAGE: DRILL_STAGE }).story(site.cloud);
  expect(await findLeftovers(site.cloud, parts)).toEqual([]);
});
