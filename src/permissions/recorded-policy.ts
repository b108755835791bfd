// From the recorded calls to the file: the policy for the default project and stage.

import { LOCAL_ACCOUNT } from '../aws/clients.ts';
import { ownership, readSettings } from '../settings/settings.ts';
import { STACK } from '../systems/line-counter/names.ts';
import type { Call } from './call.ts';
import { type DeployerPolicy, deployerPolicy, rewritten } from './deployer-policy.ts';
import type { Need } from './need.ts';
import { allNeeds, worldOf } from './needs.ts';
import { ONLY_IN_DRILLS, ONLY_ON_AWS } from './only-on-aws.ts';
import { RECORDED } from './scenes.ts';

export const asRecorded = ownership(readSettings(RECORDED), STACK);

/** Everything that the recorded calls need, those that only AWS provokes, and those of drills. */
export function recordedNeeds(calls: readonly Call[]): Need[] {
  const all = [...calls, ...ONLY_ON_AWS, ...ONLY_IN_DRILLS];
  return allNeeds(all, worldOf(all, { account: LOCAL_ACCOUNT, region: readSettings({}).AWS_REGION }));
}

export const recordedPolicy = (calls: readonly Call[]): DeployerPolicy =>
  rewritten(deployerPolicy(recordedNeeds(calls), asRecorded), ownership(readSettings({}), STACK));
