// The AWS Academy Learner Lab: temporary credentials, two regions, at most ten functions at once, and no new roles.
// There the lab's own role replaces ours. It is not compared, changed or deleted.

import { UsageProblem } from '../engine/problems.ts';
import type { Settings } from '../settings/settings.ts';

/** The lab's name of the role that every student may pass to a service. */
const LAB_ROLE = 'LabRole';
const REGIONS = ['us-east-1', 'us-west-2'];

/** How many calls of the worker run at once. All functions of a lab share ten. */
export const LAB_CONCURRENCY = 2;

/** Does this identity belong to a lab? */
export const isLab = (arn: string): boolean => arn.includes(':assumed-role/voclabs/');

/**
 * The role that replaces ours: LAB_ROLE, or the lab's own; undefined when we make our roles.
 * @throws UsageProblem in a region that labs do not have
 */
export function adoptedRoleName(
  { lab, region }: { readonly lab: boolean; readonly region: string },
  { LAB_ROLE: set }: Settings,
) {
  const name = set ?? (lab ? LAB_ROLE : undefined);
  if (name && !REGIONS.includes(region))
    throw new UsageProblem(
      { en: `A Learner Lab has no region ${region}.`, pt: `Um Learner Lab não tem a região ${region}.` },
      {
        next: {
          en: `Set AWS_REGION to ${REGIONS.join(' or ')}.`,
          pt: `Use em AWS_REGION ${REGIONS.join(' ou ')}.`,
        },
      },
    );
  return name;
}
