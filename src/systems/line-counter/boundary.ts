// The permissions boundary of our roles: a policy that gives nothing, and above which no policy of theirs gives anything.
// Notice what it is for. Whoever may make roles could give itself every right by one of them, so the deployer's policy
// asks for this boundary on each; and for the same reason it does not let anybody make or change the boundary.

import type { Owned } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { iamPolicy } from '../../resources/iam/managed-policy.ts';
import type { Ownership } from '../../settings/settings.ts';

const PRINT = 'npm run --silent policy -- --boundary > boundary.json';

/** Whose it is, and nothing of where: IAM has no regions, and it may outlive the system that was under it. */
const boundaryTags = ({ project, stage, stack, 'managed-by': by }: Ownership) =>
  Object.entries({ project, stage, stack, 'managed-by': by }).map(([Key, Value]) => ({ Key, Value }));

/** How it is made by hand, once `boundary.json` is there. */
export const createBoundary = (name: string, tags: Ownership): string =>
  `aws iam create-policy --policy-name ${name} --policy-document file://boundary.json --tags ${boundaryTags(tags)
    .map(({ Key, Value }) => `Key=${Key},Value=${Value}`)
    .join(' ')}`;

export function boundaryPart(cloud: Owned, name: string, policy: Policy, roles: readonly string[]) {
  const set = `PROJECT=${cloud.tags.project} STAGE=${cloud.tags.stage}`;
  return iamPolicy(cloud, {
    name,
    tags: boundaryTags(cloud.tags),
    about: {
      what: {
        en: 'The permissions boundary of both roles: the most that either may ever do, whatever its policies say.',
        pt: 'O limite de permissões das duas roles: o máximo que cada uma pode fazer, digam o que disserem suas políticas.',
      },
      why: {
        en: 'Who may make roles could give itself every right by one of them; under this boundary a role has none but these.',
        pt: 'Quem pode criar roles poderia dar a si mesmo todos os direitos por meio de uma; sob este limite, a role só tem estes.',
      },
    },
    policy,
    roles,
    byHand: {
      make: `Whoever administers the account makes it, once, with these settings (${set}):\n  ${PRINT}\n  ${createBoundary(name, cloud.tags)}`,
      change: (arn) =>
        `Whoever administers the account puts it right, with these settings (${set}):\n  ${PRINT}\n  aws iam create-policy-version --policy-arn ${arn} --policy-document file://boundary.json --set-as-default`,
    },
  });
}
