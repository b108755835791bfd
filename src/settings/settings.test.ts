// Settings: defaults, every problem at once, and unknown names.
// An empty value counts as none, because people switch a setting off in `.env` that way.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { UsageProblem } from '../engine/problems.ts';
import { ownership, readEnvironment, readSettings, stackName } from './settings.ts';

const none = async () => [];

function dotEnv(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '.env'), text);
  return join(folder, '.env');
}

async function problemOf(read: () => unknown): Promise<UsageProblem> {
  try {
    await read();
  } catch (error) {
    if (error instanceof UsageProblem) return error;
    throw error;
  }
  return expect.unreachable('nothing was refused');
}

test('without any setting, everything has a default, and nobody is subscribed', () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({
    PROJECT: 'ada',
    STAGE: 'dev',
    AWS_REGION: 'us-east-1',
    NOTIFY_LANGUAGE: 'pt',
    LOG_RETENTION_DAYS: 14,
  });
  expect(settings.NOTIFY_EMAIL).toBeUndefined();
});

test('all problems are reported at once, with the name, the rule and the value', async () => {
  const wrong = { STAGE: 'Prod_1', NOTIFY_EMAIL: 'nobody', LOG_RETENTION_DAYS: '8', COLOUR: 'red' };
  const { message, next } = await problemOf(() =>
    readSettings(wrong, { COLOUR: v.picklist(['blue'], 'must be blue') }),
  );
  expect(message).toMatch(/STAGE must be 2 to 10 lower-case .* \(it is "Prod_1"\)/);
  expect(message).toMatch(/NOTIFY_EMAIL must be one e-mail address/);
  expect(message).toMatch(/LOG_RETENTION_DAYS must be one of 1, 3, 5/);
  expect(message).toMatch(/COLOUR must be blue \(it is "red"\)/); // a setting of one system, in the same sentence
  expect(next.en).toMatch(/\.env/);
});

test.each([
  'us-gov-west-1',
  'cn-north-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
])('%s is in a partition that is not ours: refused in one sentence', async (AWS_REGION) => {
  const { message } = await problemOf(() => readSettings({ AWS_REGION }));
  expect(message).toMatch(
    /^Settings are not right: AWS_REGION must be in AWS's usual partition: .* ISO have other ARNs .*\)\.$/,
  );
  expect(message.match(/AWS_REGION/g)).toHaveLength(1);
});

test('regions of the usual partition are accepted, opt-in regions too', () => {
  for (const AWS_REGION of ['sa-east-1', 'af-south-1', 'il-central-1', 'mx-central-1', 'ap-southeast-7'])
    expect(readSettings({ AWS_REGION }).AWS_REGION).toBe(AWS_REGION);
});

test.each([
  ['STAGE', 'a', 'too short'],
  ['STAGE', 'abcdefghijk', 'too long'],
  ['STAGE', '1st', 'begins with a digit'],
  ['STAGE', 'a--b', 'two hyphens'],
  ['STAGE', 'ab-', 'ends with a hyphen'],
  ['STAGE', '../etc', 'a path'],
  ['PROJECT', 'Ada', 'upper case'],
  ['AWS_REGION', 'mars', 'no region'],
  ['AWS_REGION', 'us-east-1\n', 'a line break'],
  ['NOTIFY_EMAIL', 'a@b.c, d@e.f', 'two addresses'],
  ['NOTIFY_EMAIL', 'ana@localhost', 'no domain'],
  ['NOTIFY_EMAIL', 'ana..b@example.com', 'two dots'],
  ['NOTIFY_EMAIL', 'ana!@example.com', 'a sign that no usual address has'],
  ['NOTIFY_LANGUAGE', 'fr', 'a language we do not speak'],
  ['UI_LANGUAGE', 'fr', 'a language that the screen does not speak'],
  ['LOG_RETENTION_DAYS', 'a week', 'words'],
])('%s=%j is refused: %s', async (name, value) => {
  expect((await problemOf(() => readSettings({ [name]: value }))).message).toContain(name);
});

test('an address with an apostrophe is one', () => {
  expect(readSettings({ NOTIFY_EMAIL: "o'neill@example.com" }).NOTIFY_EMAIL).toBe("o'neill@example.com");
});

test('the environment is stronger than .env, and an empty value counts as none', async () => {
  const file = dotEnv('STAGE=test\nPROJECT=maria\nNOTIFY_EMAIL=\n# a comment\n');
  const env = await readEnvironment(none, { STAGE: 'class', PROJECT: '' }, file);
  expect(readSettings(env)).toMatchObject({ STAGE: 'class', PROJECT: 'ada' });
  expect(env.NOTIFY_EMAIL).toBeUndefined();
});

/** As the lab shows it under "AWS Details", "AWS CLI", Show. */
const LAB = `[default]
aws_access_key_id=ASIAEXAMPLE
aws_secret_access_key=se/cret+1
aws_session_token=IQoJb3JpZ2lu//token==
`;

test.each([
  ['as it is', LAB],
  ['below settings', `STAGE=test\n\n${LAB}`],
  ['saved by Windows', `\uFEFF${LAB.replaceAll('\n', '\r\n')}`],
  ['with blanks', LAB.replaceAll('=A', ' = A').replaceAll('aws', '  aws')],
])('the Learner Lab’s block pasted into .env works %s', async (_, text) => {
  expect(await readEnvironment(none, {}, dotEnv(text))).toMatchObject({
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'se/cret+1',
    AWS_SESSION_TOKEN: 'IQoJb3JpZ2lu//token==',
  });
});

test('a key of the environment is not mixed with the secret and the token of .env', async () => {
  const env = await readEnvironment(
    none,
    { AWS_ACCESS_KEY_ID: 'AKIAMINE', AWS_SECRET_ACCESS_KEY: 'mine' },
    dotEnv(LAB),
  );
  expect(env).toEqual({ AWS_ACCESS_KEY_ID: 'AKIAMINE', AWS_SECRET_ACCESS_KEY: 'mine' });
});

test('a .env of Windows, with a byte order mark and CRLF, is read like any other', async () => {
  const env = await readEnvironment(
    none,
    {},
    dotEnv('\uFEFFSTAGE=test\r\n# a comment\r\n\r\nPROJECT=maria\r\nNOTIFY_EMAIL=\r\n'),
  );
  expect(env).toEqual({ STAGE: 'test', PROJECT: 'maria' });
});

test('an unknown name in .env is refused, and the known names are listed', async () => {
  const { message, next } = await problemOf(() =>
    readEnvironment(none, {}, dotEnv('STAGGE=test\nCOLOUR=red\nSTAGE=dev\n')),
  );
  expect(message).toMatch(/^\.env has settings that nothing here reads: (STAGGE, COLOUR|COLOUR, STAGGE)\.$/);
  expect(next.en).toContain('STAGE');
});

test('the systems are asked for their names only when .env has one that not every system has', async () => {
  const asked: string[] = [];
  const ofSystems = async () => {
    asked.push('asked');
    return ['COLOUR'];
  };
  await readEnvironment(ofSystems, { COLOUR: 'red' }, dotEnv('STAGE=test\nAWS_PROFILE=ana\n'));
  expect(asked).toEqual([]);
  expect(await readEnvironment(ofSystems, {}, dotEnv('COLOUR=red\n'))).toEqual({ COLOUR: 'red' });
  expect(asked).toEqual(['asked']);
});

test('any name in the environment itself is accepted, because other programs use it too', async () => {
  expect(
    await readEnvironment(none, { STAGGE: 'x', STAGE: 'dev' }, join(tmpdir(), 'there', 'is', 'none')),
  ).toMatchObject({
    STAGE: 'dev',
  });
});

test('the longest names fit where AWS allows 40 characters', () => {
  const settings = readSettings({ PROJECT: 'abcdefghijkl', STAGE: 'abcdefghij' });
  expect(stackName(settings, 'document-intake').length).toBeLessThanOrEqual(40);
  expect(ownership(settings, 'document-intake')).toEqual({
    project: 'abcdefghijkl',
    stage: 'abcdefghij',
    stack: 'document-intake',
    region: 'us-east-1',
    'managed-by': 'sdk-scripts',
  });
});
