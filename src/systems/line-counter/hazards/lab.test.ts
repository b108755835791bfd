// Hazard 16: the Learner Lab, where nobody may make a role.

import { CreateRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { trust } from '../../../aws/policy.ts';
import { denied, writes } from '../../../testing/hazards/answers.ts';
import { bothEndWell } from '../../../testing/hazards/both-end-well.ts';
import { times } from '../../../testing/hazards/open.ts';
import type { Hazard } from '../../../testing/hazards/wire.ts';
import { counterWith, type HazardousCounter } from '../testing/hazards.ts';

const noRoles = denied((call) => call.service === 'iam' && (writes(call) || call.operation !== 'GetRole'));

/** Credentials as a lab gives them. */
const inALab: Hazard = async (call, pass) => {
  const answer = await pass();
  if (call.operation !== 'GetCallerIdentity') return answer;
  const arn = 'arn:aws:sts::$1:assumed-role/voclabs/user123=Ana';
  return { ...answer, body: answer.body.replace(/arn:aws:[a-z]+::(\d{12}):[^<]+/, arn) };
};

const makeRole = ({ ground }: HazardousCounter, RoleName: string) =>
  ground.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust('lambda.amazonaws.com')) }),
  );
const roles = async ({ ground }: HazardousCounter) =>
  (await ground.iam.send(new ListRolesCommand({}))).Roles?.map(({ RoleName }) => RoleName);

describe('hazard 16 · Learner Lab', () => {
  const ways: Record<string, [hazards: Hazard[], env: Record<string, string>, role: string]> = {
    'its credentials are recognized': [[inALab, noRoles], {}, 'LabRole'],
    'LAB_ROLE names another role': [[noRoles], { LAB_ROLE: 'TeachersRole' }, 'TeachersRole'],
  };
  test.each(Object.entries(ways))(
    '%s: every write to IAM is denied, none is tried',
    async (_, [hazards, env, role]) => {
      const system = await counterWith(() => hazards, env);
      await makeRole(system, role);
      const up = await system.up();
      expect(up.errors).toEqual([]);
      for (const FunctionName of [system.names.worker, system.names.page]) {
        const settings = await system.ground.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
        expect(settings.Role).toMatch(new RegExp(`:role/${role}$`));
      }
      const mapping = await system.part.queueToWorker.describe({ ...system.clock, tell() {} });
      expect(mapping?.settings.ScalingConfig?.MaximumConcurrency).toBe(2);
      expect(times(up, 'PutFunctionConcurrency')).toBe(0);

      const down = await system.down();
      expect(down.errors).toEqual([]);
      const asked = new Set([...up.calls, ...down.calls].filter((operation) => /Role/.test(operation)));
      expect([...asked]).toEqual(['GetRole']);
      expect(await roles(system)).toContain(role);
      if (system.cloud.lab) expect(await system.left()).toEqual([]);
    },
  );

  test('no such role: one sentence that names the setting, and `down` works without it', async () => {
    const system = await counterWith(() => [noRoles], { LAB_ROLE: 'Missing' });
    const up = await system.up();
    expect(up.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/no IAM role Missing/),
      expect.stringMatching(/no IAM role Missing/),
    ]);
    expect(up.errors[0]).toMatchObject({ next: { en: expect.stringMatching(/Set LAB_ROLE/) } });
    expect((await system.down()).errors).toEqual([]);
  });

  test('a region that labs do not have is refused before anything is made', async () => {
    await expect(counterWith(() => [inALab], { AWS_REGION: 'eu-west-1' })).rejects.toThrow(/no region eu-west-1/);
  });

  test('elsewhere roles are our own', async () => {
    const system = await counterWith(() => []);
    const { up } = await bothEndWell(system);
    expect(times(up, 'CreateRole')).toBe(3);
  });
});
