// The permissions boundary of a system's roles. It gives no right; it says which rights a role can have at most.
// A person who may make roles could get every right through a new role. So the deployer's policy requires this boundary
// on each role, and allows nobody to make or change the boundary.

import type { Owned } from '../aws/clients.ts';
import type { Policy } from '../aws/policy.ts';
import type { Text } from '../engine/text.ts';
import { iamPolicy } from '../resources/iam/managed-policy.ts';
import type { Ownership } from '../settings/settings.ts';

const print = (system: string) => `npm run --silent policy -- ${system} --boundary > boundary.json`;

/** The owner's tags without the region: IAM has no regions, and the boundary may exist longer than the system. */
const boundaryTags = ({ project, stage, stack, 'managed-by': by }: Ownership) =>
  Object.entries({ project, stage, stack, 'managed-by': by }).map(([Key, Value]) => ({ Key, Value }));

/** @param stack "ada-dev-shop" */
export const boundaryName = (stack: string): string => `${stack}-boundary`;

/** The command that makes it by hand, when `boundary.json` exists. */
export const createBoundary = (name: string, tags: Ownership): string =>
  `aws iam create-policy --policy-name ${name} --policy-document file://boundary.json --tags ${boundaryTags(tags)
    .map(({ Key, Value }) => `Key=${Key},Value=${Value}`)
    .join(' ')}`;

const makeText = (set: string, lines: string): Text => ({
  en: `Whoever administers the account makes it, once, with these settings (${set}):\n  ${lines}`,
  pt: `Quem administra a conta o cria, uma vez, com esta configuração (${set}):\n  ${lines}`,
});
const changeText = (set: string, lines: string): Text => ({
  en: `Whoever administers the account puts it right, with these settings (${set}):\n  ${lines}`,
  pt: `Quem administra a conta o corrige, com esta configuração (${set}):\n  ${lines}`,
});

export function boundaryPart(cloud: Owned, name: string, policy: Policy, roles: readonly string[]) {
  const set = `PROJECT=${cloud.tags.project} STAGE=${cloud.tags.stage}`;
  return iamPolicy(cloud, {
    name,
    tags: boundaryTags(cloud.tags),
    about: {
      what: {
        en: 'The permissions boundary of the roles: the most that each may ever do, whatever its policies say.',
        pt: 'O limite de permissões das roles: o máximo que cada uma pode fazer, digam o que disserem suas políticas.',
      },
      why: {
        en: 'A person who may make roles could get every right through a new role. Under this boundary a role has only these.',
        pt: 'Quem pode criar roles poderia dar a si mesmo todos os direitos por meio de uma; sob este limite, a role só tem estes.',
      },
    },
    policy,
    roles,
    byHand: {
      make: makeText(set, `${print(cloud.tags.stack)}\n  ${createBoundary(name, cloud.tags)}`),
      change: (arn) =>
        changeText(
          set,
          `${print(cloud.tags.stack)}\n  aws iam create-policy-version --policy-arn ${arn} --policy-document file://boundary.json --set-as-default`,
        ),
    },
  });
}
