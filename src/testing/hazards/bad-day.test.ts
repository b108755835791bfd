// All hazards in one run.

import { expect, test } from 'vitest';
import { counterWith } from '../../systems/line-counter/testing/hazards.ts';
import { broken, once, only, reset, unanswered, writes } from './answers.ts';
import { bothEndWell } from './both-end-well.ts';
import { bucketStates } from './bucket-states.ts';
import { cacheStates } from './cache-states.ts';
import { endpointStates } from './endpoint-states.ts';
import { eventualReads } from './eventual-reads.ts';
import { functionStates } from './function-states.ts';
import { groupReferences } from './group-references.ts';
import { lambdaInterfaces } from './lambda-interfaces.ts';
import { lateLogs } from './late-logs.ts';
import { mappingStates } from './mapping-states.ts';
import { notificationChecks } from './notification-checks.ts';
import { times } from './open.ts';
import { queueNames } from './queue-names.ts';
import { roleSpreading } from './role-spreading.ts';
import { topicStates } from './topic-states.ts';

test('all hazards at once: `up`, `down`, and both again at once, end well in one run each and leave nothing', async () => {
  const system = await counterWith((all) => [
    unanswered(once(only('CreateVpc'))),
    broken(once(only('CreateVpcEndpoint', 'CreateFunction')), 500, { committed: true }),
    reset(once((call) => writes(call) && call.service === 'sns')),
    lambdaInterfaces(all).hazard,
    endpointStates(all).hazard,
    groupReferences(all),
    eventualReads(all, { unlisted: 6, unknown: 9 }),
    roleSpreading(all),
    queueNames(all),
    cacheStates(all),
    functionStates(all),
    mappingStates(all),
    notificationChecks(all).hazard,
    bucketStates(all, { nameBusy: 90 }),
    topicStates(all).hazard,
    lateLogs(all),
  ]);
  const { up, down } = await bothEndWell(system);
  // The cache takes longest each time. The other slow parts must run at the same time.
  expect(up.seconds).toBeLessThan(420 + 150);
  expect(down.seconds).toBeLessThan(240 + 30 + 150 + 150);
  expect(times(up, 'CreateVpc')).toBe(1);
  await bothEndWell(system);
});
