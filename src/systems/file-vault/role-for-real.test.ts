// The role of the vault's instance, run for real on a cloud that enforces it: with all of it a document is copied and comes
// back, and each right that is taken away breaks something that has a name. The programs are those of the bundle, with the
// keys that the machine room gives. The emulator does not know Systems Manager's sessions: role.test.ts.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Owned, openCloud } from '../../aws/clients.ts';
import type { Policy } from '../../aws/policy.ts';
import { keysOf } from '../../local/machine-room/keys.ts';
import {
  ACCOUNT,
  type Enforcing,
  fillInAccount,
  lacking,
  startEnforcing,
} from '../../permissions/testing/enforcing-cloud.ts';
import { ownership } from '../../settings/settings.ts';
import { SYSTEMS } from '../../systems.ts';
import { runStory } from '../../testing/run-story.ts';
import { Store } from './app/store/store.ts';
import { furnish, volumeAt } from './app/store/volume.ts';
import { type Ground, installed, type Machine } from './app/testing/installed.ts';
import { INVITATIONS_KEY } from './machine/boot.ts';
import { type Names, namesOf, STACK } from './names.ts';
import { fileVaultSettings } from './settings.ts';

const START = 120_000; // milliseconds
const ENV = { STAGE: 'auth', ALARMS: 'off' };
const home = mkdtempSync(join(tmpdir(), 'vault-role-'));

let place: Enforcing;
let cloud: Owned;
let names: Names;
let ground: Ground;
let role: Record<string, string>;
let machines: Machine[] = [];

beforeAll(async () => {
  place = await startEnforcing();
  const settings = fileVaultSettings(ENV);
  const { endpoint } = place;
  const opened = await openCloud({ region: settings.AWS_REGION, endpoint, account: ACCOUNT });
  cloud = { ...opened, tags: ownership(settings, STACK) };
  names = namesOf(cloud, settings);
  const { up } = await (await SYSTEMS['file-vault']()).configured(ENV).story(cloud);
  expect((await runStory({ cloud }, up)).failure).toBeUndefined();
  await fillInAccount(cloud, names.boundary);
  await withoutCondition(names.bucket);
  const root = { accessKeyId: ACCOUNT, secretAccessKey: 'test' };
  role = await keysOf({ endpoint, region: settings.AWS_REGION, credentials: root }, names.instance, 'i-test');
  ground = {
    ...{ endpoint, account: ACCOUNT, bucket: names.bucket, logGroup: names.logs, env: role },
    invitations: { bucket: names.bootBucket, key: INVITATIONS_KEY },
  };
}, START);
afterAll(async () => {
  for (const one of machines) one.end();
  machines = [];
  cloud?.close();
  await place?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The emulator does not know `s3:if-none-match`, and so refuses each object. The simulator judges this statement. */
async function withoutCondition(Bucket: string): Promise<void> {
  const { Policy: text = '' } = await cloud.s3.send(new GetBucketPolicyCommand({ Bucket }));
  const whole: Policy = JSON.parse(text);
  const Statement = whole.Statement.filter(({ Sid }) => Sid !== 'OnlyNewObjects');
  expect(Statement.length).toBe(whole.Statement.length - 1);
  await cloud.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ ...whole, Statement }) }));
}

/** A machine with the keys of the role and a volume of its own. @param documents on it, not copied yet */
async function vault(documents = 0, instance = 'i-test') {
  const root = mkdtempSync(join(home, 'volume-'));
  const env = { ...ground.env, VAULT_INSTANCE: instance };
  const it = await installed(mkdtempSync(join(home, 'machine-')), { ...ground, env });
  machines.push(it);
  it.mount(root);
  const volume = volumeAt(root);
  furnish(volume);
  const store = await Store.open(volume);
  for (let count = 0; count < documents; count += 1)
    await store.add(
      { name: 'a.txt', by: 'Ana', most: 100 },
      (async function* () {
        yield Buffer.from('abc');
      })(),
    );
  const journal = (program: string) => readFileSync(volume.journal(program), 'utf8');
  return { ...it, journal };
}

const refused = (action: string) => new RegExp(`not authorized to perform: ${action}`, 'i');

test('with all of it a document is copied and comes back, the log gets its lines, and the application starts', async () => {
  const [full, empty] = [await vault(1), await vault()];
  expect(await full.run('backup')).toMatchObject({ code: 0, said: expect.stringContaining('"copied":1') });
  expect(await empty.run('restore')).toMatchObject({ code: 0, said: expect.stringContaining('"restored":1') });
  const at = { logGroupName: names.logs, logStreamName: 'i-test/backup' };
  expect((await cloud.logs.send(new GetLogEventsCommand(at))).events?.length).toBeGreaterThanOrEqual(2);
  await empty.app();
}, 60_000);

test('without s3:PutObject no document is copied, and the journal says why', async () => {
  const { run, journal } = await vault(1);
  expect(await lacking(cloud, names.instance, 's3:PutObject', () => run('backup'))).toMatchObject({ code: 1 });
  expect(journal('backup')).toMatch(refused('s3:PutObject'));
});

test('without s3:GetObject nothing comes back, and the application does not know the key of the invitations', async () => {
  const { run, app, journal } = await vault();
  await lacking(cloud, names.instance, 's3:GetObject', async () => {
    expect(await run('restore')).toMatchObject({ code: 0, said: expect.stringMatching(/"failed":[1-9]/) });
    await expect(app()).rejects.toThrow(refused('s3:GetObject'));
  });
  expect(journal('restore')).toMatch(refused('s3:GetObject'));
}, 60_000);

test('without s3:ListBucket the restore ends with an error', async () => {
  const { run } = await vault();
  const { code, said } = await lacking(cloud, names.instance, 's3:ListBucket', () => run('restore'));
  expect([code, said]).toEqual([1, expect.stringMatching(refused('s3:ListBucket'))]);
});

test.each(['logs:CreateLogStream', 'logs:PutLogEvents'])(
  'without %s the backup is made, and its lines wait on the volume',
  async (action) => {
    const { run } = await vault(1, `i-${action.split(':')[1]}`);
    const { code, said } = await lacking(cloud, names.instance, action, () => run('backup'));
    expect([code, said]).toEqual([0, expect.stringContaining('The journal is not in CloudWatch yet')]);
    expect(said).toMatch(refused(action));
    expect((await run('backup')).said).not.toContain('not in CloudWatch');
  },
  60_000,
);

test('a thief with its keys deletes nothing, invites nobody and reads no log', async () => {
  const credentials = {
    ...{ accessKeyId: String(role.AWS_ACCESS_KEY_ID), secretAccessKey: String(role.AWS_SECRET_ACCESS_KEY) },
    sessionToken: String(role.AWS_SESSION_TOKEN),
  };
  const client = { region: cloud.region, endpoint: place.endpoint, credentials };
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const [Bucket, Key] = [names.bucket, 'documents/1'];
  await expect(s3.send(new DeleteObjectCommand({ Bucket, Key }))).rejects.toThrow(refused('s3:DeleteObject'));
  await expect(
    s3.send(new PutObjectCommand({ Bucket: names.bootBucket, Key: INVITATIONS_KEY, Body: 'x' })),
  ).rejects.toThrow(refused('s3:PutObject'));
  const read = { logGroupName: names.logs, logStreamName: 'i-test/backup' };
  await expect(new CloudWatchLogsClient(client).send(new GetLogEventsCommand(read))).rejects.toThrow(
    refused('logs:GetLogEvents'),
  );
});
