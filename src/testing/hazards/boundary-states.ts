// Hazard 2 for a managed policy as a permissions boundary. A new policy cannot be attached yet. AWS refuses to delete a
// policy that a role had a moment ago, or that has more versions than the one that counts.

import { ListPolicyVersionsCommand } from '@aws-sdk/client-iam';
import type { HazardContext } from './context.ts';
import { refuse } from './refusal.ts';
import { asked, type Hazard, is } from './wire.ts';

/** @param settings.lag seconds until all of IAM knows that it was made, or that no role has it any more */
export function boundaryStates({ clock, ground }: HazardContext, { lag = 8 } = {}): Hazard {
  const born = new Map<string, number>();
  let freed = Number.NEGATIVE_INFINITY;
  const age = (arn: string) => clock.now() - (born.get(arn) ?? Number.NEGATIVE_INFINITY);

  return async (call, pass) => {
    if (call.service !== 'iam') return pass();
    if (is(call, 'CreateRole', 'PutRolePermissionsBoundary')) {
      const arn = asked(call, 'PermissionsBoundary');
      if (age(arn) < lag)
        return refuse(call, 'NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`, 404);
    }
    if (is(call, 'DeletePolicy')) {
      if (clock.now() - freed < lag)
        return refuse(call, 'DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
      if (await hasMore(asked(call, 'PolicyArn')))
        return refuse(
          call,
          'DeleteConflict',
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
          409,
        );
    }
    const answer = await pass();
    if (answer.status >= 300) return answer;
    if (is(call, 'CreatePolicy'))
      born.set(`arn:aws:iam::${ground.account}:policy/${asked(call, 'PolicyName')}`, clock.now());
    if (is(call, 'DeleteRole')) freed = clock.now();
    return answer;
  };

  async function hasMore(PolicyArn: string): Promise<boolean> {
    const { Versions = [] } = await ground.iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    return Versions.length > 1;
  }
}
