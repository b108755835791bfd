// The roles and managed policies of an owner. A Learner Lab allows nobody to make them, and perhaps not to list them.

import {
  GetInstanceProfileCommand,
  ListPolicyTagsCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListPolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { isOwned, type Service } from '../../aws/listing.ts';
import { may } from '../../aws/rights.ts';
import { isOurs } from '../../aws/tags.ts';
import { absentWhen } from '../../engine/wait.ts';

export const IAM: Service = {
  name: 'IAM',
  kinds: ['IAM role', 'IAM policy', 'Instance profile'],
  looksAt: ['roles', { en: 'policies', pt: 'políticas' }, { en: 'instance profiles', pt: 'perfis de instância' }],
  ask: ({ iam }) => iam.send(new ListRolesCommand({ MaxItems: 1 })),
  async *list(cloud, nameOf) {
    const { iam: client, lab } = cloud;
    if (lab) return;
    const tagsOf = async (RoleName: string) => (await client.send(new ListRoleTagsCommand({ RoleName }))).Tags;
    for await (const { Roles = [] } of paginateListRoles({ client }, {}))
      for (const { RoleName: name = '' } of Roles)
        if (await isOwned(cloud, name, () => tagsOf(name))) yield { service: 'IAM role', name };

    const ours = nameOf('IAM policy');
    const tagsOfPolicy = async (PolicyArn?: string) =>
      (await client.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags;
    const stays = {
      en: 'part of the set-up of the account, costs nothing',
      pt: 'faz parte da configuração da conta, não custa nada',
    }; // who runs `down` may have no right to delete it
    for await (const { Policies = [] } of paginateListPolicies({ client }, { Scope: 'Local' }))
      for (const { PolicyName: name = '', Arn } of Policies)
        if (ours.includes(name) && (await isOwned(cloud, name, () => tagsOfPolicy(Arn))))
          yield { service: 'IAM policy', name, stays };

    for (const InstanceProfileName of nameOf('Instance profile')) {
      const found = await absentWhen(['NoSuchEntityException', 'NoSuchEntity'], () =>
        client.send(new GetInstanceProfileCommand({ InstanceProfileName })),
      );
      if (isOurs(cloud.tags, found?.InstanceProfile?.Tags))
        yield { service: 'Instance profile', name: InstanceProfileName };
    }
  },
  rights: ({ partition, account }, nameOf) => {
    const arns = (kind: string, what: string) =>
      nameOf(kind).map((name) => `arn:${partition}:iam::${account}:${what}/${name}`);
    return [
      may('iam', 'ListPolicies ListRoles', '*'),
      may('iam', 'ListPolicyTags', arns('IAM policy', 'policy')),
      may('iam', 'ListRoleTags', arns('IAM role', 'role')),
    ];
  },
};
