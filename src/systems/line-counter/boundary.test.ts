// What `up` and `down` print for people who may not make, change or delete the boundary of the roles. The test answers
// every write to a policy as AWS answers a person who has only the deployer's policy.

import { CreatePolicyVersionCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { describe, expect, test } from 'vitest';
import { allow, policy } from '../../aws/policy.ts';
import { inEnglish } from '../../engine/text.ts';
import { receipt } from '../../operate/leftovers/receipt.ts';
import { explain } from '../../screen/explain.ts';
import { denied } from '../../testing/hazards/answers.ts';
import type { Hazard } from '../../testing/hazards/wire.ts';
import { type HazardousCounter, quietCounterWith } from './testing/hazards.ts';
import { openLineCounter } from './testing/open.ts';

const NAME = 'ada-dev-line-counter-boundary';
const EVERYTHING = JSON.stringify(policy(allow('Everything', ['*'], ['*'])));

const boundaryOf = ({ part }: Pick<HazardousCounter, 'part'>) => {
  if (!part.boundary) throw new Error('Here roles are our own, so there is a boundary.');
  return part.boundary;
};

describe('a person with only the deployer’s policy', () => {
  const noPolicies: Hazard = denied(({ operation }) => /^(Create|Delete)Policy|^ListPolicyVersions$/.test(operation));
  const holder = () => quietCounterWith(() => [noPolicies]);
  const madeByAdministrator = async ({ ground }: HazardousCounter) => {
    const administrator = await openLineCounter({}, ground.account);
    return administrator.make(boundaryOf(administrator));
  };

  test('reads who can make a missing boundary and how; the roles are not started', async () => {
    const system = await holder();
    const up = await system.up();
    expect(up.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^IAM policy ada-dev-line-counter-boundary is not there, and these credentials may not make/,
      ),
    ]);
    const told = explain(up.errors[0]);
    expect(told).toContain(
      'Whoever administers the account makes it, once, with these settings (PROJECT=ada STAGE=dev):',
    );
    expect(told).toContain('npm run --silent policy -- line-counter --boundary > boundary.json');
    expect(told).toContain(
      `aws iam create-policy --policy-name ${NAME} --policy-document file://boundary.json --tags Key=project,Value=ada Key=stage,Value=dev`,
    );
    expect(up.outcomes[`IAM role ${system.names.worker}`]).toBe('not-started');
    expect((await system.down()).errors).toEqual([]);
  });

  test('uses an existing boundary; `down` leaves it, says so, and nothing counts as left', async () => {
    const system = await holder();
    await madeByAdministrator(system);
    const up = await system.up();
    expect(up.errors).toEqual([]);
    expect(up.outcomes[`IAM policy ${NAME}`]).toBe('unchanged');
    const { Role } = await system.ground.iam.send(new GetRoleCommand({ RoleName: system.names.worker }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toMatch(new RegExp(`:policy/${NAME}$`));

    const down = await system.down();
    expect(down.errors).toEqual([]);
    expect(down.results.find(({ title }) => title === `IAM policy ${NAME}`)).toMatchObject({
      outcome: 'unchanged',
      note: { en: 'it stays: these credentials may not delete it, and it costs nothing' },
    });
    const there = await system.left();
    expect(there.map(({ service, name }) => `${service} ${name}`)).toEqual([`IAM policy ${NAME}`]);
    const told = inEnglish(receipt(system.cloud, system.part, there));
    expect(told).toContain(`nothing of ${system.names.stack} is left`);
    expect(told).toContain(`IAM policy ${NAME} stays: part of the set-up of the account, costs nothing.`);
  });

  test('reads who can change a boundary that is not as declared, and how', async () => {
    const system = await holder();
    const live = await madeByAdministrator(system);
    await system.ground.iam.send(
      new CreatePolicyVersionCommand({ PolicyArn: live.arn, PolicyDocument: EVERYTHING, SetAsDefault: true }),
    );
    const { errors } = await system.up();
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/is not as declared, and these credentials may not change it/),
    ]);
    expect(explain(errors[0])).toContain(`aws iam create-policy-version --policy-arn ${live.arn} --policy-document`);
  });
});
