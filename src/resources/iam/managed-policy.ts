// A customer managed policy: its text has at most five versions, and one of them counts. Not everybody who runs `up`
// may make or change it: then an error says who can do it, and how. Not everybody who runs `down` may delete it: then
// it stays, as part of the account's set-up.

import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { type Purpose, Stays } from '../../engine/lifecycle.ts';
import { errorText, isKind, Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { type Text, translated, type Wording } from '../../engine/text.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';

export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  /** The text of the version that counts. */
  readonly PolicyDocument: string;
  readonly tags: LiveTags;
}

export interface ManagedPolicySettings {
  name: string;
  /** Tags at creation: enough to recognise it as ours. */
  tags: { Key: string; Value: string }[];
  about: Purpose;
  policy: Policy;
  /** Names of the roles that use it, in all regions. It stays while one of them exists. */
  roles: readonly string[];
  /** What to do where these credentials have no right to do it: whole sentences. */
  byHand: { readonly make: Wording; change(arn: string): Wording };
}

/** Versions that a managed policy may have (IAM quotas). */
const MOST_VERSIONS = 5;
const ABSENT = ['NoSuchEntityException', 'NoSuchEntity'];
const DENIED = ['AccessDenied', 'AccessDeniedException'];

const inUse: RetryableError = {
  kinds: ['DeleteConflictException', 'DeleteConflict'],
  because: { en: 'IAM is still taking the policy off the roles', pt: 'o IAM ainda está tirando a política das roles' },
  patience: 120,
  hint: {
    en: 'Somebody else uses this policy: `aws iam list-entities-for-policy` names them. Take it off there first.',
    pt: 'Mais alguém usa esta política: `aws iam list-entities-for-policy` mostra quem. Tire-a de lá antes.',
  },
};

export function iamPolicy(
  { iam, tags, account, partition }: Owned,
  { name, tags: Tags, about, policy, roles, byHand }: ManagedPolicySettings,
) {
  const title = `IAM policy ${name}`;
  const PolicyArn = `arn:${partition}:iam::${account}:policy/${name}`;
  const PolicyDocument = JSON.stringify(policy);
  const policyOfIt = async () =>
    (await absentWhen(ABSENT, () => iam.send(new GetPolicyCommand({ PolicyArn }))))?.Policy;
  const versions = async () => {
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    return Versions.map(({ VersionId = '', IsDefaultVersion = false }) => ({ VersionId, IsDefaultVersion })).sort(
      (a, b) => Number(a.VersionId.slice(1)) - Number(b.VersionId.slice(1)), // "v1", "v2": oldest first
    );
  };
  const deleteVersion = (VersionId: string) =>
    absentWhen(ABSENT, () => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })));

  const existing = async (RoleName: string) =>
    (await absentWhen(ABSENT, () => iam.send(new GetRoleCommand({ RoleName })))) && RoleName;

  return defineStep<object, ManagedPolicy, Pick<ManagedPolicy, 'tags'>>({
    kind: 'IAM policy',
    name,
    about: { ...about, console: 'IAM > Policies' },

    async observe() {
      const found = await policyOfIt();
      if (!found) return undefined;
      const { DefaultVersionId: VersionId, Tags: live } = found;
      const told = await absentWhen(ABSENT, () => iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })));
      return told && { name, arn: PolicyArn, PolicyDocument: textOf(told.PolicyVersion?.Document), tags: live };
    },
    async find() {
      const found = await policyOfIt();
      return found && { tags: found.Tags };
    },
    ours: (live) => isOurs(tags, live.tags),

    create: () =>
      unlessDenied(
        {
          en: `${title} is not there, and these credentials may not make it`,
          pt: `${title} não existe, e estas credenciais não podem criá-la`,
        },
        byHand.make,
        () =>
          absentWhen(['EntityAlreadyExistsException', 'EntityAlreadyExists'], () =>
            iam.send(
              new CreatePolicyCommand({
                PolicyName: name,
                PolicyDocument,
                Description: about.what.en,
                Tags,
              }),
            ),
          ),
      ),
    drift: (live) => differences(live, { PolicyDocument: policy }),

    repair: () =>
      unlessDenied(
        {
          en: `${title} is not as declared, and these credentials may not change it`,
          pt: `${title} não está como declarada, e estas credenciais não podem alterá-la`,
        },
        byHand.change(PolicyArn),
        async () => {
          const all = await versions();
          const [oldest] = all.filter(({ IsDefaultVersion }) => !IsDefaultVersion);
          if (all.length >= MOST_VERSIONS && oldest) await deleteVersion(oldest.VersionId);
          await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
        },
      ),

    /** The version that counts is deleted with the policy, the others before it (IAM API reference, DeletePolicy). */
    async destroy(_, ctx) {
      // IAM may count a role for a while after its end, so then each role is looked at.
      const { PermissionsBoundaryUsageCount: used = 0 } = (await policyOfIt()) ?? {};
      const [user] = used ? (await Promise.all(roles.map(existing))).filter((role) => role !== undefined) : [];
      if (user)
        return new Stays({ en: `it stays: the role ${user} is under it`, pt: `fica: a role ${user} está sob ela` });
      try {
        for (const { VersionId, IsDefaultVersion } of (await absentWhen(ABSENT, versions)) ?? [])
          if (!IsDefaultVersion) await deleteVersion(VersionId);
        return await retryOn(ctx, [inUse], () =>
          absentWhen(ABSENT, () => iam.send(new DeletePolicyCommand({ PolicyArn }))),
        );
      } catch (error) {
        if (!isKind(error, ...DENIED)) throw error;
        return new Stays({
          en: 'it stays: these credentials may not delete it, and it costs nothing',
          pt: 'fica: estas credenciais não podem apagá-la, e ela não custa nada',
        });
      }
    },
    gone: true,
    // Only reading. Whoever can make, change or delete the boundary could get every right through a role under it. So
    // an administrator makes it. Where we may not delete it, it stays.
    rights: [
      may('iam', 'GetPolicy GetPolicyVersion', PolicyArn),
      ...roles.map((role) => may('iam', 'GetRole', `arn:${partition}:iam::${account}:role/${role}`)),
    ],
  });
}

const textOf = (document = '') => decodeURIComponent(document);

/** AWS's error is not given as the cause: then its general advice would be shown instead of ours. */
async function unlessDenied<T>(what: Text, next: Wording, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isKind(error, ...DENIED)) throw error;
    throw new Problem(
      translated((language) => `${what[language]} (${errorText(error)}).`),
      { next },
    );
  }
}
