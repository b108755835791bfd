// A role that somebody else made for us (in a Learner Lab: LabRole). We only check that it exists. It is not a
// lifecycle: we compare nothing, because we may not be allowed to read its policies, and we never delete it.

import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import { equals, may } from '../../aws/rights.ts';
import type { Purpose, Step } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { absentWhen } from '../../engine/wait.ts';
import type { Role } from './role.ts';

interface AdoptedRole {
  name: string;
  user: string;
  about: Purpose;
  service?: string;
}

/** @param settings.user name of what uses the role @param settings.service that may put it on; Lambda where nothing is said */
export function adoptedRole<Needs extends object>(
  { iam, partition, account }: Owned,
  { name, user, about, service = 'lambda.amazonaws.com' }: AdoptedRole,
): Step<Needs, Role> {
  const arn = `arn:${partition}:iam::${account}:role/${name}`;
  const describe = async (): Promise<Role> => {
    const found = await absentWhen(['NoSuchEntityException', 'NoSuchEntity'], () =>
      iam.send(new GetRoleCommand({ RoleName: name })),
    );
    if (!found?.Role)
      throw new Problem(
        {
          en: `There is no IAM role ${name} in this account for ${user}.`,
          pt: `Não existe a role ${name} do IAM nesta conta para ${user}.`,
        },
        {
          next: {
            en: `Set LAB_ROLE to the name of a role that ${service} may put on; in a Learner Lab that is LabRole.`,
            pt: `Ponha em LAB_ROLE o nome de uma role que ${service} pode assumir; num Learner Lab é LabRole.`,
          },
        },
      );
    return {
      name,
      arn: String(found.Role.Arn),
      AssumeRolePolicyDocument: '',
      policies: {},
      AttachedPolicies: [],
      PermissionsBoundary: undefined,
      tags: found.Role.Tags,
    };
  };
  return {
    kind: 'IAM role',
    name,
    title: `IAM role ${name} for ${user}`,
    about: { ...about, console: 'IAM > Roles' },
    kept: true,
    describe,
    compare: () => [],
    ensure: async () => ({ live: await describe(), outcome: 'unchanged', drift: [] }),
    remove: async () => 'absent',
    rights: [
      may('iam', 'GetRole', arn),
      may('iam', 'PassRole', arn, { when: equals({ 'iam:PassedToService': service }) }),
    ],
  };
}
