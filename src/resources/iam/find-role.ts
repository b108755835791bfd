// A role as IAM gives it. The part and the check of the region look at the same moment, and share the call.

import { GetRoleCommand, type Role } from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import { eachOnce, perCloud } from '../../aws/together.ts';
import { absentWhen } from '../../engine/wait.ts';

const roles = perCloud(({ iam }: Pick<Owned, 'iam'>) =>
  eachOnce((RoleName) =>
    absentWhen(['NoSuchEntityException', 'NoSuchEntity'], () => iam.send(new GetRoleCommand({ RoleName }))),
  ),
);

export const findRole = async (cloud: Pick<Owned, 'iam'>, name: string): Promise<Role | undefined> =>
  (await roles(cloud)(name))?.Role;
