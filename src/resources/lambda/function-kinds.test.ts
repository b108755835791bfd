// Other kinds of functions, beat by beat: outside of a VPC, with their own settings, and made of a container image.
// Each is moved out of a VPC or into one, and the change is named.

import { createHash } from 'node:crypto';
import {
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { type Code, zipped } from '../../aws/code/zip.ts';
import { allow, policy } from '../../aws/policy.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { iamRole } from '../iam/role.ts';
import { logGroup } from '../logs/log-group.ts';
import { securityGroup } from '../vpc/security-group.ts';
import { subnet } from '../vpc/subnet.ts';
import { vpc as vpcStep } from '../vpc/vpc.ts';
import { functionBreaks } from './breaks.ts';
import { lambdaFunction } from './function.ts';
import type { FunctionSettings } from './function-settings.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const { lambda } = cloud;
const name = 'ada-dev-other';

const logs = await make(logGroup(cloud, { name: `/aws/lambda/${name}`, about, retentionDays: 7 }));
const writeLog = policy(allow('WriteLog', ['logs:PutLogEvents'], [`${logs.arn}:*`]));
const roleSettings = { name, service: 'lambda.amazonaws.com', about, policy: () => writeLog };
const role = await make(iamRole(cloud, roleSettings), { boundary: undefined });
const vpc = await make(vpcStep(cloud, { name, about, cidr: '10.79.0.0/16' }));
const subnets = [await make(subnet(cloud, { name, about, cidr: '10.79.1.0/24', zoneIndex: 0 }), { vpc })];
const group = await make(securityGroup(cloud, { name, about, description: 'The group of a test' }), { vpc });
const inNetwork = { SubnetIds: [String(subnets[0]?.id)], SecurityGroupIds: [group.id] };

const bytes = zipped({ 'main.py': 'def run(event, context): return 1' });
const code: Code = { zip: bytes, sha256: createHash('sha256').update(bytes).digest('base64') };
const common = { name, description: 'Tests', about, timeoutSeconds: 30, memoryMegabytes: 256 };
const settings = { ...common, code, inVpc: false, runtime: 'python3.13', handler: 'main.run' } as const;
const needs = { role, logs };

const configure = (change: Partial<UpdateFunctionConfigurationCommandInput>) =>
  lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, ...change }));
const outside = lambdaFunction(cloud, { ...settings, ephemeralMegabytes: 1024, architecture: 'x86_64' });
fourBeats(
  'A function outside of a VPC, with settings of its own',
  testCloud,
  () => ({ step: outside, needs }),
  functionBreaks,
  ['somebody takes one zone away', 'somebody gives it another image'],
);

test('a function with another architecture is repaired', async () => {
  await make(outside, needs);
  const built = { FunctionName: name, ZipFile: code.zip, Architectures: ['arm64' as const] };
  await lambda.send(new UpdateFunctionCodeCommand(built));
  expect((await outside.ensure(needs, ctx)).drift.map(({ field }) => field)).toEqual(['Architectures']);
});

test('a function that somebody put into a VPC is taken out again', async () => {
  await make(outside, needs);
  await configure({ VpcConfig: inNetwork });
  const { outcome, drift, live } = await outside.ensure(needs, ctx);
  expect([outcome, drift.map(({ field }) => field)]).toEqual(['repaired', ['SubnetIds', 'SecurityGroupIds']]);
  expect(live.settings.VpcConfig?.SubnetIds ?? []).toEqual([]);
  await outside.remove(ctx);
});

test('the settings alone move it into a VPC and out again', async () => {
  const inside = lambdaFunction(cloud, { ...settings, inVpc: true });
  const still = lambdaFunction(cloud, settings);
  await make(still, needs);
  const { drift, live } = await inside.ensure({ ...needs, subnets, group }, ctx);
  expect(drift.map(({ field }) => field)).toEqual(['SubnetIds', 'SecurityGroupIds']);
  expect(live.settings.VpcConfig).toMatchObject(inNetwork);
  expect((await still.ensure(needs, ctx)).outcome).toBe('repaired');
  await still.remove(ctx);
});

test('only a function in a VPC takes subnets and a group, and it needs them', () => {
  const inside = lambdaFunction(cloud, { ...settings, inVpc: true });
  // @ts-expect-error: subnets and group are missing
  const without: Parameters<typeof inside.ensure>[0] = needs;
  // @ts-expect-error: an image brings its own runtime
  const both: FunctionSettings<false> = { ...common, inVpc: false, packaged: 'image', runtime: 'nodejs24.x' };
  expect([without, both]).toBeDefined();
});

const repository = `${cloud.account}.dkr.ecr.us-east-1.amazonaws.com/${name}`;
const uri = (digit: string) => `${repository}@sha256:${digit.repeat(64)}`;
const image = lambdaFunction(cloud, { ...common, inVpc: false, packaged: 'image' });
const withImage = { ...needs, image: { uri: uri('a') } };
fourBeats('A function made of an image', testCloud, () => ({ step: image, needs: withImage }), functionBreaks, [
  'somebody uploads other code',
  'somebody takes one zone away',
  'somebody chooses another runtime',
  'somebody names another handler',
  'somebody makes /tmp smaller',
]);

test('an image is compared by the digest that Lambda found, not by the tag that it was given', async () => {
  const live = await make(image, withImage);
  expect(live.settings).toMatchObject({ PackageType: 'Image' });
  expect(image.compare({ ...live, image: uri('c') }, withImage)).toEqual([
    { field: 'ImageUri', live: uri('c'), wanted: uri('a') },
  ]);
});

test('an image cannot become a zip: the sentence says what to do', async () => {
  await make(image, withImage);
  await expect(lambdaFunction(cloud, settings).ensure(needs, ctx)).rejects.toMatchObject({
    message: expect.stringContaining('is made of Image, which cannot become Zip'),
    next: { en: expect.stringContaining('down and up again') },
  });
});

test('a story that gives no image says so', () => {
  expect(() => image.compare({ name, arn: '', settings: {}, image: undefined, tags: {} }, needs)).toThrow(
    /is made of an image, and its story gives it none/,
  );
});

test('reading and removing make no code: the getter is not called', async () => {
  const asked = (): never => {
    throw new Error('asked');
  };
  const code: Code = {
    get zip() {
      return asked();
    },
    get sha256() {
      return asked();
    },
  };
  const lazy = lambdaFunction(cloud, { ...common, inVpc: false, code });
  expect(await lazy.describe(ctx)).toMatchObject({ image: uri('a') });
  expect(await lazy.remove(ctx)).toBe('removed');
});
