// A role: what a function may do, and which service may use it. It has one inline policy with exact ARNs, under a
// permissions boundary. It is repaired, never replaced. It is deleted last, because Lambda deletes its network
// interfaces with this role.

import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import { standsElsewhere } from '../../aws/other-region.ts';
import { type Policy, trust } from '../../aws/policy.ts';
import { equals, may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, otherRegion, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import { Made, type Purpose } from '../../engine/lifecycle.ts';
import { isKind } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import { findRole } from './find-role.ts';
import type { ManagedPolicy } from './managed-policy.ts';

export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly AssumeRolePolicyDocument: string;
  /** Inline policies, by name. */
  readonly policies: Readonly<Record<string, string>>;
  /** ARNs of attached managed policies. We attach none. */
  readonly AttachedPolicies: readonly string[];
  readonly PermissionsBoundary: string | undefined;
  readonly tags: LiveTags;
}

/** Every role needs it. undefined only where we use somebody else's role. */
export interface UnderBoundary {
  boundary: ManagedPolicy | undefined;
}

export interface RoleSettings<Needs> {
  name: string;
  /** "lambda.amazonaws.com" */
  service: string;
  about: Purpose;
  policy: (needs: Needs) => Policy;
}

const POLICY = 'exactly-this';
const ABSENT = ['NoSuchEntityException', 'NoSuchEntity'];

/** A role that a read finds may still be unknown to the next write (Terraform allows two minutes). */
const notKnownYet: RetryableError = {
  kinds: ABSENT,
  because: {
    en: 'IAM does not know the new role everywhere yet',
    pt: 'o IAM ainda não conhece a role nova em todo lugar',
  },
  patience: 120,
};

/** IAM says this of a policy that was just made: "Scope ARN: … does not exist or is not attachable." */
const boundaryNotKnownYet: RetryableError = {
  kinds: ABSENT,
  message: /not attachable/,
  because: {
    en: 'IAM does not know the new boundary everywhere yet',
    pt: 'o IAM ainda não conhece o limite de permissões novo em todo lugar',
  },
  patience: 120,
};

export function iamRole<Needs extends UnderBoundary>(
  cloud: Owned,
  { name, service, about, policy }: RoleSettings<Needs>,
) {
  const { iam, tags, region, partition, account } = cloud;
  const RoleName = name;
  const arnOf = (what: string) => `arn:${partition}:iam::${account}:${what}`;
  const boundaryArn = arnOf(`policy/${tags.project}-${tags.stage}-${tags.stack}-boundary`);
  const inlineNames = async () => (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];
  const attached = async () =>
    ((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies ?? []).map(({ PolicyArn }) =>
      String(PolicyArn),
    );
  const inline = async (PolicyName: string) => {
    const answer = await absentWhen(ABSENT, () => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
    return answer ? [[PolicyName, decodeURIComponent(answer.PolicyDocument ?? '')] as const] : [];
  };

  const roleOfIt = async () => {
    const found = await findRole(cloud, name);
    const there = otherRegion(tags, found?.Tags);
    if (there) throw standsElsewhere(`IAM role ${name}`, there, region);
    return found;
  };

  return defineStep<Needs, Role, Pick<Role, 'tags'>>({
    kind: 'IAM role',
    name,
    about: { ...about, console: 'IAM > Roles' },

    async find() {
      const found = await roleOfIt();
      return found && { tags: found.Tags };
    },
    async observe() {
      const Role = await roleOfIt();
      if (!Role) return undefined;
      const rest = await absentWhen(ABSENT, async () => {
        // Ours is asked for beside the list of all: nearly always it is the only one.
        const [names, AttachedPolicies, ours] = await Promise.all([inlineNames(), attached(), inline(POLICY)]);
        const others = await Promise.all(names.filter((one) => one !== POLICY).map(inline));
        return { policies: Object.fromEntries([ours, ...others].flat()), AttachedPolicies };
      });
      if (!rest) return undefined;
      return {
        name,
        arn: String(Role.Arn),
        AssumeRolePolicyDocument: decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''),
        PermissionsBoundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
        tags: Role.Tags,
        ...rest,
      };
    },
    // Just after it is made, a role may show its unique id in place of its ARN.
    ready: ({ arn }) => arn.startsWith('arn:'),
    ours: (live) => isOurs(tags, live.tags),

    async create({ boundary }, ctx) {
      const request = {
        AssumeRolePolicyDocument: JSON.stringify(trust(service)),
        PermissionsBoundary: boundary?.arn,
        Tags: tagList(tags),
      };
      const Description = about.why.en; // always English, because AWS stores it for everybody
      const answer = await retryOn(ctx, [boundaryNotKnownYet], () =>
        absentWhen(['EntityAlreadyExistsException', 'EntityAlreadyExists'], () =>
          iam.send(new CreateRoleCommand({ RoleName, Description, ...request })),
        ),
      );
      const without = { policies: {}, AttachedPolicies: [] };
      return (
        answer && new Made<Role>({ name, arn: String(answer.Role?.Arn), tags: { ...tags }, ...without, ...request })
      );
    },
    drift: (live, needs) =>
      differences(live, {
        PermissionsBoundary: needs.boundary?.arn,
        AssumeRolePolicyDocument: trust(service),
        AttachedPolicies: [],
        policies: { [POLICY]: policy(needs) },
      }),

    async repair({ policies, AttachedPolicies }, needs, drift, ctx) {
      const wrong = new Set(drift.map(({ field }) => field));
      const trusted = { RoleName, PolicyDocument: JSON.stringify(trust(service)) };
      const exactly = { RoleName, PolicyName: POLICY, PolicyDocument: JSON.stringify(policy(needs)) };
      const bounded = { RoleName, PermissionsBoundary: needs.boundary?.arn };
      // The boundary is first, because the deployer's policy allows the other changes only on a role under the
      // boundary.
      if (wrong.has('PermissionsBoundary'))
        await retryOn(ctx, [notKnownYet], () => iam.send(new PutRolePermissionsBoundaryCommand(bounded)));
      if (wrong.has('AssumeRolePolicyDocument'))
        await retryOn(ctx, [notKnownYet], () => iam.send(new UpdateAssumeRolePolicyCommand(trusted)));
      if (wrong.has('AttachedPolicies'))
        for (const PolicyArn of AttachedPolicies)
          await absentWhen(ABSENT, () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
      if (!wrong.has('policies')) return;
      await retryOn(ctx, [notKnownYet], () => iam.send(new PutRolePolicyCommand(exactly)));
      for (const PolicyName of Object.keys(policies).filter((one) => one !== POLICY))
        await absentWhen(ABSENT, () => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
    },

    async destroy(_, ctx) {
      const without = (PolicyName: string) =>
        absentWhen(ABSENT, () => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
      const erase = () => absentWhen(ABSENT, () => iam.send(new DeleteRoleCommand({ RoleName })));
      await without(POLICY);
      const detaching = {
        kinds: [
          'DeleteConflictException',
          'DeleteConflict',
          'ConcurrentModificationException',
          'ConcurrentModification',
        ],
        because: {
          en: 'IAM is still taking the policies off the role',
          pt: 'o IAM ainda está tirando as políticas da role',
        },
        patience: 120,
      };
      // IAM refuses while the role has policies that others gave it. Then they are taken off first.
      await retryOn(ctx, [detaching], () =>
        erase().catch(async (error: unknown) => {
          if (!isKind(error, 'DeleteConflictException', 'DeleteConflict')) throw error;
          const [names, arns] = (await absentWhen(ABSENT, () => Promise.all([inlineNames(), attached()]))) ?? [[], []];
          for (const PolicyArn of arns)
            await absentWhen(ABSENT, () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
          for (const name of names) await without(name);
          throw error;
        }),
      );
    },
    gone: true,
    // Whoever may write a role's policy could give itself every right through it. So a role gets rights only under our
    // boundary, and only its own service may use it. A managed policy may be detached, never attached.
    rights: [
      may('iam', 'CreateRole PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy', arnOf(`role/${name}`), {
        when: equals({ 'iam:PermissionsBoundary': boundaryArn }),
      }),
      may('iam', 'PassRole', arnOf(`role/${name}`), { when: equals({ 'iam:PassedToService': service }) }),
      may(
        'iam',
        `DeleteRole DeleteRolePolicy DetachRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies
         TagRole`,
        arnOf(`role/${name}`),
      ),
    ],
  });
}
