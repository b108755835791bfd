// The AWS Academy Learner Lab: temporary credentials that may make no role, in two regions, ten functions at once.
// Notice: there a role that exists already takes the place of ours; nothing of it is compared, changed or deleted.

import { UsageProblem } from '../engine/problems.ts';
import type { Settings } from '../settings/settings.ts';

/** How the lab names the role that everybody there may hand to a service. */
const LAB_ROLE = 'LabRole';
const REGIONS = ['us-east-1', 'us-west-2'];

/** Calls of the worker at the same time: a lab lets ten functions run at once, all of them together. */
export const LAB_CONCURRENCY = 2;

/** Does this identity belong to a lab? */
export const isLab = (arn: string): boolean => arn.includes(':assumed-role/voclabs/');

/**
 * The role that takes the place of ours: LAB_ROLE, or a lab's own; undefined where we make our roles.
 * @throws UsageProblem in a region that labs do not have
 */
export function adoptedRoleName(
  { lab, region }: { readonly lab: boolean; readonly region: string },
  { LAB_ROLE: set }: Settings,
) {
  const name = set ?? (lab ? LAB_ROLE : undefined);
  if (name && !REGIONS.includes(region))
    throw new UsageProblem(`A Learner Lab has no region ${region}.`, {
      next: `Set AWS_REGION to ${REGIONS.join(' or ')}.`,
    });
  return name;
}
