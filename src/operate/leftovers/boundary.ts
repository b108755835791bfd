// The boundary of the roles. It may stay: not everybody who takes a system down may delete it.

import { ListPolicyTagsCommand, paginateListPolicies } from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import { isOurs } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';
import { partNames } from '../../systems/line-counter/names.ts';
import type { Leftover } from './find.ts';

export async function boundaries({ iam: client, account, tags, lab }: Owned, stack: string): Promise<Leftover[]> {
  if (lab) return []; // nobody can make a policy there, and perhaps not list them
  const { boundary: name } = partNames(stack, account);
  const left: Leftover[] = [];
  for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: 'Local' }))
    for (const { PolicyName, Arn: PolicyArn } of Policies)
      if (PolicyName === name && isOurs(tags, await tagsOf(PolicyArn)))
        left.push({ service: 'IAM policy', name, stays: 'part of the set-up of the account, costs nothing' });
  return left;

  /** It may go between the listing and the question for its tags. */
  async function tagsOf(PolicyArn: string | undefined) {
    const answer = await absentWhen(['NoSuchEntityException', 'NoSuchEntity'], () =>
      client.send(new ListPolicyTagsCommand({ PolicyArn })),
    );
    return answer?.Tags;
  }
}
