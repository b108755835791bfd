// The drills of both systems whose bucket calls their function, in the cloud of this test run. The drills are the same, so
// the usual run plays all of them on one system and two on the other; the long run (npm run test:long) plays all on both.

import { describe, expect, inject, test } from 'vitest';
import { LOCAL_ACCOUNT, openCloud } from '../../../aws/clients.ts';
import { ownership, readSettings } from '../../../settings/settings.ts';
import { DRILL_STAGE } from '../../../systems/abilities.ts';
import { auditRows } from '../../../systems/audit-log/alarms/rows.ts';
import * as auditLog from '../../../systems/audit-log/drill-site.ts';
import { intakeRows } from '../../../systems/document-intake/alarms/rows.ts';
import * as documentIntake from '../../../systems/document-intake/drill-site.ts';
import { SYSTEMS } from '../../../systems.ts';
import { TESTED } from '../../../testing/cases.ts';
import { drillsContract } from '../../../testing/drills-contract.ts';
import { LONG } from '../../../testing/long.ts';
import { findLeftovers } from '../../leftovers/find.ts';
import { INVOKED_DRILLS } from './drills.ts';

const TRIED = {
  'audit-log': { ...auditLog, rows: auditRows },
  'document-intake': { ...documentIntake, rows: intakeRows },
};

const FEW = ['function-throws', 'throttled'];

for (const name of ['audit-log', 'document-intake'] as const)
  describe.runIf(TESTED.includes(name))(`the drills of ${name}`, async () => {
    const { openSite, rows } = TRIED[name];
    const system = await SYSTEMS[name]();
    const chosen = INVOKED_DRILLS.filter((drill) => LONG || name === 'audit-log' || FEW.includes(drill.name));
    const drilled = drillsContract(
      {
        ...{ system, drills: INVOKED_DRILLS, chosen },
        async open() {
          const settings = readSettings({});
          const place = { region: settings.AWS_REGION, endpoint: inject('cloud').endpoint, account: LOCAL_ACCOUNT };
          const cloud = { ...(await openCloud(place)), tags: ownership(settings, name) };
          const signal = new AbortController().signal;
          return openSite({ cloud, env: {}, signal, storyWith: (env, site) => system.configured(env).story(site) });
        },
        end: async () => undefined,
      },
      rows({} as never),
    );

    test('`up` put back the code, the time-out and the failure queue', () => {
      const repaired = Object.fromEntries(
        drilled().played.map(({ drill, repaired: parts }) => [drill.name, parts.join()]),
      );
      expect(repaired['function-throws']).toMatch(/Lambda function .* repaired CodeSha256/);
      if (chosen.length === INVOKED_DRILLS.length) {
        expect(repaired.slow).toMatch(/Lambda function .* repaired .*Timeout/);
        expect(repaired['events-lost']).toMatch(/SQS queue .*failures created/);
      }
    });

    test('the site writes to nobody, and nothing of the stage is left', async () => {
      const { site } = drilled();
      const addresses = { OPERATORS_EMAIL: 'eva@example.com', NOTIFY_EMAIL: 'ana@example.com', STAGE: DRILL_STAGE };
      const { parts } = await system.configured(addresses).story(site.cloud);
      expect(await findLeftovers(site.cloud, parts)).toEqual([]);
      const subscriptions = drilled().calls.filter(({ operation }) => operation === 'Subscribe');
      expect(subscriptions.map(({ input }) => input.Protocol)).not.toContain('email');
      expect(subscriptions.length).toBe(chosen.length);
    });
  });
