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
 * The managed policies that make the whole, as few as possible: IAM takes so many characters in each. The same policy has
 * the same pieces.
 */
export function piecesOf({ Statement, ...rest }: DeployerPolicy): DeployerPolicy[] {
  const pieces: Statement[][] = [];
  const largestFirst = [...Statement].sort((one, other) => characters(other) - characters(one));
  for (const one of largestFirst) {
    const fits = (piece: Statement[]) => characters({ ...rest, Statement: [...piece, one] }) <= LARGEST_MANAGED;
    const room = pieces.find(fits);
    if (room) room.push(one);
    else pieces.push([one]);
  }
  return pieces.map((piece) => ({ ...rest, Statement: Statement.filter((one) => piece.includes(one)) }));
}
