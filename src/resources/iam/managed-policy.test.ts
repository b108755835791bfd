// The boundary of the roles, beat by beat; its versions; and those who may not make, change or delete it.
// Notice: "may not" is AWS's answer to every write to a policy, as the holder of the deployer's policy gets it.

import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  GetRoleCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { tagList } from '../../aws/tags.ts';
import { receipt } from '../../operate/leftovers/receipt.ts';
import { explain } from '../../screen/explain.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { denied } from '../../testing/hazards/answers.ts';
import type { Hazard } from '../../testing/hazards/wire.ts';
import { openQuietWorld, type Told } from '../../testing/hazards/world.ts';
import { openWorkshop } from '../../testing/workshop.ts';
import type { ManagedPolicy } from './managed-policy.ts';

const shop = await openWorkshop();
const { iam } = shop.cloud;
const NAME = 'ada-dev-line-counter-boundary';
const EVERYTHING = JSON.stringify(policy(allow('Everything', ['*'], ['*'])));

const boundaryOf = ({ part }: Pick<Told, 'part'>) => {
  if (!part.boundary) throw new Error('Here roles are our own, so there is a boundary.');
  return part.boundary;
};
const boundary = boundaryOf(shop);
const widen = ({ arn }: ManagedPolicy, SetAsDefault = true) =>
  iam.send(new CreatePolicyVersionCommand({ PolicyArn: arn, PolicyDocument: EVERYTHING, SetAsDefault }));
const versions = async ({ arn }: ManagedPolicy) =>
  (await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }))).Versions?.map(
    ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' counts' : ''}`,
  );

fourBeats('The boundary', shop, () => ({ step: boundary, needs: {} }), {
  'somebody lets it allow everything': { field: 'PolicyDocument', byHand: (live) => widen(live) },
});

test('five versions are the most: a repair deletes the oldest that does not count; then it goes with all of them', async () => {
  const live = await shop.make(boundary);
  await widen(live, false);
  await widen(live, true);
  await widen(live, false);
  await widen(live, false);
  expect(await versions(live)).toEqual(['v1', 'v2', 'v3 counts', 'v4', 'v5']);
  expect(await boundary.ensure({}, shop.ctx)).toMatchObject({ outcome: 'repaired' });
  expect(await versions(live)).toEqual(['v2', 'v3', 'v4', 'v5', 'v6 counts']);
  expect(await boundary.remove(shop.ctx)).toBe('removed');
});

test('one that somebody else made is not leaned on', async () => {
  await iam.send(new CreatePolicyCommand({ PolicyName: NAME, PolicyDocument: EVERYTHING }));
  const arn = `arn:aws:iam::${shop.cloud.account}:policy/${NAME}`;
  await expect(boundary.ensure({}, shop.ctx)).rejects.toThrow(/somebody else made it/);
  await iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags: tagList(shop.cloud.tags) }));
  expect(await boundary.ensure({}, shop.ctx)).toMatchObject({ outcome: 'repaired' });
});

describe('who holds the deployer’s policy alone', () => {
  const noPolicies: Hazard = denied(({ operation }) => /^(Create|Delete)Policy|^ListPolicyVersions$/.test(operation));
  const holder = () => openQuietWorld(() => [noPolicies]);
  const madeByAdministrator = async ({ ground }: Told) => {
    const administrator = await openWorkshop({}, ground.account);
    return administrator.make(boundaryOf(administrator));
  };

  test('is told who makes the boundary and how, where it is missing; the roles are not started', async () => {
    const world = await holder();
    const up = await world.up();
    expect(up.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^IAM policy ada-dev-line-counter-boundary is not there, and these credentials may not make/,
      ),
    ]);
    const told = explain(up.errors[0]);
    expect(told).toContain(
      'Whoever administers the account makes it, once, with these settings (PROJECT=ada STAGE=dev):',
    );
    expect(told).toContain('npm run --silent policy -- --boundary > boundary.json');
    expect(told).toContain(
      `aws iam create-policy --policy-name ${NAME} --policy-document file://boundary.json --tags Key=project,Value=ada Key=stage,Value=dev`,
    );
    expect(up.outcomes[`IAM role ${world.is.worker}`]).toBe('not-started');
    expect((await world.down()).errors).toEqual([]);
  });

  test('builds on one that is there; `down` leaves it, says so, and nothing counts as left', async () => {
    const world = await holder();
    await madeByAdministrator(world);
    const up = await world.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`IAM policy ${NAME}`]).toBe('unchanged');
    const { Role } = await world.ground.iam.send(new GetRoleCommand({ RoleName: world.is.worker }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toMatch(new RegExp(`:policy/${NAME}$`));

    const down = await world.down();
    expect(down.errors).toEqual([]);
    expect(down.results.find(({ title }) => title === `IAM policy ${NAME}`)).toMatchObject({
      outcome: 'unchanged',
      note: 'it stays: these credentials may not delete it, and it costs nothing',
    });
    const there = await world.left();
    expect(there.map(({ service, name }) => `${service} ${name}`)).toEqual([`IAM policy ${NAME}`]);
    const told = receipt(world.cloud, world.part, there);
    expect(told).toContain(`nothing of ${world.is.stack} is left`);
    expect(told).toContain(`IAM policy ${NAME} stays: part of the set-up of the account, costs nothing.`);
  });

  test('is told who changes it and how, where it is not as declared', async () => {
    const world = await holder();
    const live = await madeByAdministrator(world);
    await world.ground.iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: live.arn, PolicyDocument: EVERYTHING, SetAsDefault: true }),
    );
    const { errors } = await world.up();
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/is not as declared, and these credentials may not change it/),
    ]);
    expect(explain(errors[0])).toContain(`aws iam create-policy-version --policy-arn ${live.arn} --policy-document`);
  });
});
