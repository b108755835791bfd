// The policy of one system, written without asking any cloud.

import { LOCAL_ACCOUNT, openCloud } from '../aws/clients.ts';
import { stepsOf } from '../engine/steps-of.ts';
import { namesIn } from '../operate/leftovers/find.ts';
import { servicesOf } from '../resources/services.ts';
import { type Environment, ownership, stackName } from '../settings/settings.ts';
import type { System } from '../systems/system.ts';
import { characters, LARGEST_MANAGED } from './file-text.ts';
import { type DeployerPolicy, fold, type Statement } from './policy.ts';

/** Every option, so that the rights are enough for every `.env`. */
const EVERYTHING = {
  NOTIFY_EMAIL: 'results@example.com',
  OPERATORS_EMAIL: 'operators@example.com',
  ALARMS: 'on',
  WEB: 'on',
  WEB_ACCESS_LOG: 'on',
  LAB_ROLE: undefined,
};

/** The rights of the parts, of listing their services, and of the system's own commands. */
export async function systemPolicy(system: System, env: Environment): Promise<DeployerPolicy> {
  const { settings, story, rights } = system.configured({ ...env, ...EVERYTHING });
  const region = settings.AWS_REGION;
  const identity = { account: LOCAL_ACCOUNT, partition: 'aws', lab: false };
  const cloud = { ...(await openCloud({ region, identity })), tags: ownership(settings, system.name) };
  const steps = stepsOf((await story(cloud)).parts);
  const asked = [
    ...steps.flatMap((step) => step.rights),
    ...servicesOf(steps).flatMap((service) => service.rights(cloud, namesIn(steps))),
    ...(await rights(cloud)),
  ];
  cloud.close();
  return fold(asked, { name: stackName(settings, system.name), account: LOCAL_ACCOUNT, region });
}

/**
 * The managed policies that make the whole, as few as possible and of about one size: IAM takes so many characters in each,
 * and with room in all of them one more right does not move everything. The same policy has the same pieces.
 */
export function piecesOf({ Statement, ...rest }: DeployerPolicy): DeployerPolicy[] {
  const largestFirst = [...Statement].sort((one, other) => characters(other) - characters(one));
  const lightest = (pieces: Statement[][]) =>
    pieces.reduce((light, piece) => (characters(piece) < characters(light) ? piece : light));
  for (let count = 1; ; count += 1) {
    const pieces: Statement[][] = Array.from({ length: count }, () => []);
    for (const one of largestFirst) lightest(pieces).push(one);
    const policies = pieces.map((piece) => ({ ...rest, Statement: Statement.filter((one) => piece.includes(one)) }));
    if (count >= Statement.length || policies.every((one) => characters(one) <= LARGEST_MANAGED)) return policies;
  }
}
