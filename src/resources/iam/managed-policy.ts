// A customer managed policy: its text has versions, at most five, and one of them counts.
// Notice that not everybody who runs `up` may make or change it: then a sentence says who can, and how. And not everybody
// who runs `down` may delete it: then it stays, as part of the account's set-up.

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
  /** With which it is made: enough of ours to be known again. */
  tags: { Key: string; Value: string }[];
  about: Purpose;
  policy: Policy;
  /** Names of the roles under it: it stays while one of them is there, in whichever region its system stands. */
  roles: readonly string[];
  /** What to do where these credentials may not: whole sentences. */
  byHand: { readonly make: string; change(arn: string): string };
}

/** Versions that a managed policy may have (IAM quotas). */
const MOST_VERSIONS = 5;
const ABSENT = ['NoSuchEntityException', 'NoSuchEntity'];
const DENIED = ['AccessDenied', 'AccessDeniedException'];

const inUse: RetryableError = {
  kinds: ['DeleteConflictException', 'DeleteConflict'],
  because: 'IAM is still taking the policy off the roles',
  patience: 120,
  hint: 'Somebody else uses this policy: `aws iam list-entities-for-policy` names them. Take it off there first.',
};

export function iamPolicy(
  { iam, tags, account, partition }: Owned,
  { name, tags: Tags, about, policy, roles, byHand }: ManagedPolicySettings,
) {
  const title = `IAM policy ${name}`;
  const PolicyArn = `arn:${partition}:iam::${account}:policy/${name}`;
  const PolicyDocument = JSON.stringify(policy);
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

  return defineStep<object, ManagedPolicy>({
    kind: 'IAM policy',
    name,
    about: { ...about, console: 'IAM > Policies' },

    async observe() {
      const found = await absentWhen(ABSENT, () => iam.send(new GetPolicyCommand({ PolicyArn })));
      if (!found?.Policy) return undefined;
      const { DefaultVersionId: VersionId, Tags: live } = found.Policy;
      const told = await absentWhen(ABSENT, () => iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })));
      return told && { name, arn: PolicyArn, PolicyDocument: textOf(told.PolicyVersion?.Document), tags: live };
    },
    ours: (live) => isOurs(tags, live.tags),

    create: () =>
      unlessDenied(`${title} is not there, and these credentials may not make it`, byHand.make, () =>
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
        `${title} is not as declared, and these credentials may not change it`,
        byHand.change(PolicyArn),
        async () => {
          const all = await versions();
          const [oldest] = all.filter(({ IsDefaultVersion }) => !IsDefaultVersion);
          if (all.length >= MOST_VERSIONS && oldest) await deleteVersion(oldest.VersionId);
          await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
        },
      ),

    /** The version that counts goes with the policy, the others must go before it (IAM API reference, DeletePolicy). */
    async destroy(_, ctx) {
      const [user] = (await Promise.all(roles.map(existing))).filter((role) => role !== undefined);
      if (user) return new Stays(`it stays: the role ${user} is under it`);
      try {
        for (const { VersionId, IsDefaultVersion } of (await absentWhen(ABSENT, versions)) ?? [])
          if (!IsDefaultVersion) await deleteVersion(VersionId);
        return await retryOn(ctx, [inUse], () =>
          absentWhen(ABSENT, () => iam.send(new DeletePolicyCommand({ PolicyArn }))),
        );
      } catch (error) {
        if (!isKind(error, ...DENIED)) throw error;
        return new Stays('it stays: these credentials may not delete it, and it costs nothing');
      }
    },
    // Looking only. Who could make, change or delete the boundary could have every right by a role under it; so an
    // administrator makes it, and where it may not be deleted it stays.
    rights: [
      may('iam', 'GetPolicy GetPolicyVersion', PolicyArn),
      ...roles.map((role) => may('iam', 'GetRole', `arn:${partition}:iam::${account}:role/${role}`)),
    ],
  });
}

const textOf = (document = '') => decodeURIComponent(document);

/** The error of AWS is not given as the cause: the advice for it, which fits any call, would take the place of ours. */
async function unlessDenied<T>(what: string, next: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isKind(error, ...DENIED)) throw error;
    throw new Problem(`${what} (${errorText(error)}).`, { next });
  }
}
