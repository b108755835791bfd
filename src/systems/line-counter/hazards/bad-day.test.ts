// All hazards in one run.

import { expect, test } from 'vitest';
import { broken, once, only, reset, unanswered, writes } from '../../../testing/hazards/answers.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { bucketStates } from '../../../testing/hazards/bucket-states.ts';
import { cacheStates } from '../../../testing/hazards/cache-states.ts';
import { endpointStates } from '../../../testing/hazards/endpoint-states.ts';
import { eventualReads } from '../../../testing/hazards/eventual-reads.ts';
import { functionStates } from '../../../testing/hazards/function-states.ts';
import { groupReferences } from '../../../testing/hazards/group-references.ts';
import { lambdaInterfaces } from '../../../testing/hazards/lambda-interfaces.ts';
import { lateLogs } from '../../../testing/hazards/late-logs.ts';
import { mappingStates } from '../../../testing/hazards/mapping-states.ts';
import { notificationChecks } from '../../../testing/hazards/notification-checks.ts';
import { times } from '../../../testing/hazards/open.ts';
import { queueNames } from '../../../testing/hazards/queue-names.ts';
import { roleSpreading } from '../../../testing/hazards/role-spreading.ts';
import { topicStates } from '../../../testing/hazards/topic-states.ts';
import { counterWith } from '../testing/hazards.ts';

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
