// An instance profile: what carries a role to an instance. It holds one role. IAM deletes neither a profile with a role in
// it nor a role in a profile, so the role is taken out first.

import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  DeleteInstanceProfileCommand,
  GetInstanceProfileCommand,
  RemoveRoleFromInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import type { Owned } from '../../aws/clients.ts';
import { standsElsewhere } from '../../aws/other-region.ts';
import { may } from '../../aws/rights.ts';
import { isOurs, type LiveTags, otherRegion, tagList } from '../../aws/tags.ts';
import { differences } from '../../engine/drift.ts';
import type { Purpose, Step } from '../../engine/lifecycle.ts';
import { Problem } from '../../engine/problems.ts';
import { defineStep } from '../../engine/step.ts';
import { absentWhen, type RetryableError, retryOn } from '../../engine/wait.ts';
import type { Role } from './role.ts';

export interface InstanceProfile {
  readonly name: string;
  readonly arn: string;
  /** Names; IAM allows one. */
  readonly Roles: readonly string[];
  readonly tags: LiveTags;
}

const ABSENT = ['NoSuchEntityException', 'NoSuchEntity'];
const KIND = { kind: 'Instance profile', console: 'IAM > Roles > Instance profile ARN' };

const notKnownYet: RetryableError = {
  kinds: ABSENT,
  because: {
    en: 'IAM does not know the new profile or role everywhere yet',
    pt: 'o IAM ainda não conhece o perfil ou a role novos em todo lugar',
  },
  patience: 120,
};
const emptying: RetryableError = {
  kinds: ['DeleteConflictException', 'DeleteConflict'],
  because: { en: 'IAM is still taking the role out of the profile', pt: 'o IAM ainda está tirando a role do perfil' },
  patience: 120,
};

const arnOf = ({ partition, account }: Owned, what: string) => `arn:${partition}:iam::${account}:${what}`;

async function find({ iam }: Owned, name: string): Promise<InstanceProfile | undefined> {
  const found = await absentWhen(ABSENT, () => iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name })));
  const profile = found?.InstanceProfile;
  return (
    profile && {
      name,
      arn: String(profile.Arn),
      Roles: (profile.Roles ?? []).map(({ RoleName }) => String(RoleName)),
      tags: profile.Tags,
    }
  );
}

/** @param settings.role name of the role that goes into it */
export function instanceProfile(cloud: Owned, { name, role, about }: { name: string; role: string; about: Purpose }) {
  const { iam, tags, region } = cloud;
  const InstanceProfileName = name;
  const takeOut = (RoleName: string) =>
    absentWhen(ABSENT, () => iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName })));

  return defineStep<{ role: Role }, InstanceProfile>({
    ...KIND,
    name,
    about: { ...about, console: KIND.console },
    async observe() {
      const live = await find(cloud, name);
      const there = live && otherRegion(tags, live.tags);
      if (there) throw standsElsewhere(`Instance profile ${name}`, there, region);
      return live;
    },
    ours: (live) => isOurs(tags, live.tags),
    create: () =>
      absentWhen(['EntityAlreadyExistsException', 'EntityAlreadyExists'], () =>
        iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Tags: tagList(tags) })),
      ),
    drift: (live, needs) => differences(live, { Roles: [needs.role.name] }),
    async repair({ Roles }, needs, _, ctx) {
      for (const other of Roles.filter((one) => one !== needs.role.name)) await takeOut(other);
      // LimitExceeded: an earlier call without an answer put it in.
      if (!Roles.includes(needs.role.name))
        await retryOn(ctx, [notKnownYet], () =>
          absentWhen(['LimitExceededException', 'LimitExceeded'], () =>
            iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: needs.role.name })),
          ),
        );
    },
    async destroy({ Roles }, ctx) {
      for (const one of Roles) await takeOut(one);
      await retryOn(ctx, [emptying], () =>
        absentWhen(ABSENT, () => iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName }))),
      );
    },
    rights: [
      may(
        'iam',
        `AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile
         RemoveRoleFromInstanceProfile TagInstanceProfile`,
        arnOf(cloud, `instance-profile/${name}`),
      ),
      // The role in it is checked as PassRole.
      may('iam', 'PassRole', arnOf(cloud, `role/${role}`), {
        when: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    ],
  });
}

/** A profile that somebody else made (in a Learner Lab: LabInstanceProfile). It is only looked at. */
export function adoptedProfile<Needs extends object>(
  cloud: Owned,
  { name, about }: { name: string; about: Purpose },
): Step<Needs, InstanceProfile> {
  const describe = async (): Promise<InstanceProfile> => {
    const found = await find(cloud, name);
    if (found) return found;
    throw new Problem(
      {
        en: `There is no instance profile ${name} in this account.`,
        pt: `Não existe o perfil de instância ${name} nesta conta.`,
      },
      {
        next: {
          en: 'Set LAB_PROFILE to the name of a profile that EC2 may use; in a Learner Lab that is LabInstanceProfile.',
          pt: 'Ponha em LAB_PROFILE o nome de um perfil que o EC2 pode usar; num Learner Lab é LabInstanceProfile.',
        },
      },
    );
  };
  return {
    kind: KIND.kind,
    name,
    title: `Instance profile ${name}`,
    about: { ...about, console: KIND.console },
    kept: true,
    describe,
    compare: () => [],
    ensure: async () => ({ live: await describe(), outcome: 'unchanged', drift: [] }),
    remove: async () => 'absent',
    rights: [may('iam', 'GetInstanceProfile', arnOf(cloud, `instance-profile/${name}`))],
  };
}
