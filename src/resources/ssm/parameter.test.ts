// A secret in four beats: made once, then only read.

import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { describeDifference } from '../../engine/difference-words.ts';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { parameterBreaks } from './breaks.ts';
import { replaceSecret, secretParameter } from './parameter.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const made: string[] = [];
const SETTINGS = {
  name: '/ada/dev/test/key',
  about: PURPOSE,
  make: () => `key ${made.push('one')}`,
  valid: (value: string) => value.startsWith('key '),
};
const secret = secretParameter(cloud, SETTINGS);

fourBeats('The secret', testCloud, () => ({ step: secret, needs: {} }), parameterBreaks);

test('stays as the first `up` made it, encrypted', async () => {
  const { value } = await make(secret);
  expect((await make(secret)).value).toBe(value);
  const kept = await cloud.ssm.send(new GetParameterCommand({ Name: secret.name }));
  expect(kept.Parameter?.Type).toBe('SecureString');
  expect(kept.Parameter?.Value).not.toContain(value);
});

test('a difference never tells the value', async () => {
  await make(secret);
  await replaceSecret(cloud, secret.name, 'a password that somebody typed');
  const live = await secret.describe(ctx);
  expect(live && secret.compare(live, {}).map((one) => describeDifference(one))).toEqual([
    'Value is not one that we made',
  ]);
});

test('of another stage with the same name is not ours', async () => {
  await make(secret);
  const stranger = await openTestCloud({ STAGE: 'prod' }, cloud.account);
  await expect(secretParameter(stranger.cloud, SETTINGS).ensure({}, ctx)).rejects.toThrow(
    /does not carry this project/,
  );
});
