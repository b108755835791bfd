// The policy of one system, written down without asking any cloud.

import { LOCAL_ACCOUNT, type Owned, openCloud } from '../aws/clients.ts';
import type { Step } from '../engine/lifecycle.ts';
import type { Right } from '../engine/rights.ts';
import { ownership, type Settings, stackName } from '../settings/settings.ts';
import { type DeployerPolicy, fold } from './policy.ts';

/** What asks for rights in a system. */
export interface Asking {
  /** "line-counter" */
  readonly stack: string;
  /** All its parts, however deep they lie in lists and objects. */
  parts(cloud: Owned, settings: Settings): object;
  /** What its commands call beside the lives of the parts. */
  commands(cloud: Owned, settings: Settings): readonly Right[];
}

/** With all that is optional, so that the rights are enough whatever `.env` says later. */
const everything = (settings: Settings): Settings => ({
  ...settings,
  NOTIFY_EMAIL: 'results@example.com',
  OPERATORS_EMAIL: 'operators@example.com',
  LAB_ROLE: undefined,
});

export async function systemPolicy(settings: Settings, { stack, parts, commands }: Asking): Promise<DeployerPolicy> {
  const region = settings.AWS_REGION;
  const identity = { account: LOCAL_ACCOUNT, partition: 'aws', lab: false };
  const cloud = { ...(await openCloud({ region, identity })), tags: ownership(settings, stack) };
  const rights = stepsOf(parts(cloud, everything(settings))).flatMap((step) => step.rights);
  const asked = [...rights, ...commands(cloud, settings)];
  cloud.close();
  return fold(asked, { name: stackName(settings, stack), account: LOCAL_ACCOUNT, region });
}

/** Every step in a list of parts. */
export function stepsOf(parts: unknown): Pick<Step<never, unknown>, 'rights'>[] {
  if (typeof parts !== 'object' || parts === null) return [];
  return isStep(parts) ? [parts] : Object.values(parts).flatMap(stepsOf);
}

const isStep = (one: object): one is Pick<Step<never, unknown>, 'rights'> => 'ensure' in one && 'rights' in one;

export const HALVES = ['network', 'system'] as const;

/** One of the two managed policies that are the whole: the network and the roles, or all the rest. */
export const halfOf = ({ Statement, ...rest }: DeployerPolicy, half: (typeof HALVES)[number]): DeployerPolicy => ({
  ...rest,
  Statement: Statement.filter(
    ({ Action }) => Action.every((action) => /^(ec2|iam):/.test(action)) === (half === 'network'),
  ),
});
