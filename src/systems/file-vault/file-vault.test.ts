// The vault on a local cloud of its own: documents sent and fetched, copied to S3, and brought back after each loss.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteVolumeCommand, StopInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../aws/clients.ts';
import { until, unwatched } from '../../engine/wait.ts';
import { startLocalCloud, stopLocalCloud } from '../../local/cloud.ts';
import { privateHome } from '../../local/private-cloud.ts';
import { signal } from '../../local/processes.ts';
import { invite } from '../../operate/invite/invite.ts';
import { detachVolume, stopInstance } from '../../resources/ec2/stop.ts';
import { ownership } from '../../settings/settings.ts';
import { SYSTEMS } from '../../systems.ts';
import { runStory } from '../../testing/run-story.ts';
import { namesOf, STACK } from './names.ts';
import { instanceOf, playedMachine, volumeOf } from './operate/find.ts';
import { invitedVault } from './operate/invited.ts';
import { fileVaultSettings } from './settings.ts';

const ctx = unwatched();

/** Opens the vault in the browser of this test. */
async function enter(cloud: Owned, home: string) {
  const settings = fileVaultSettings({});
  const names = namesOf(cloud, settings);
  const address = async () => (await playedMachine(cloud, (await instanceOf(cloud, names)).id, ctx, home)).url;
  const ability = { ...invitedVault(settings), address };
  const { link } = await invite(cloud, ability, { name: 'Ana Souza', role: 'operator', days: 1 });
  const [url = '', invitation = ''] = link.split('#');
  const entered = await fetch(`${url}session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ invitation }),
  });
  expect(entered.status).toBe(204);
  const cookie = String(entered.headers.get('set-cookie')?.split(';')[0]);
  const call = async (path: string, init: RequestInit = {}) =>
    fetch(`${await address()}${path}`, { ...init, headers: { cookie } });
  return {
    call,
    put: async (name: string, body: Buffer<ArrayBuffer>) =>
      (await (await call(`files?name=${name}`, { method: 'PUT', body })).json()).id as string,
    get: async (id: string) => Buffer.from(await (await call(`files/${id}`)).arrayBuffer()),
    /** Asks for a backup and waits for its end. */
    async backUp() {
      const { last: before } = await (await call('backups', { method: 'POST' })).json();
      return until(ctx, 'waiting for the backup', 30, async () => {
        const { last } = await (await call('backups')).json();
        return last?.at === before?.at ? undefined : last;
      });
    },
  };
}

test('sent, copied, and brought back after a crash, a stop, a lost instance, a lost volume, a stopped cloud', {
  timeout: 240_000,
}, async () => {
  const home = privateHome();
  const { endpoint } = await startLocalCloud({ home });
  const opened = await openCloud({ region: 'us-east-1', endpoint, account: LOCAL_ACCOUNT });
  const read = fileVaultSettings({});
  const cloud: Owned = { ...opened, tags: ownership(read, STACK) };
  const names = namesOf(cloud, read);
  const configured = (await SYSTEMS['file-vault']()).configured({});
  const { up } = await configured.story(cloud);
  const build = async () => expect((await runStory({ cloud }, up)).failure).toBeUndefined();
  const machine = async () => playedMachine(cloud, (await instanceOf(cloud, names)).id, ctx, home);

  await build();
  const vault = await enter(cloud, home);
  const [large, small] = [randomBytes(3_000_000), randomBytes(100)];
  const ids = [await vault.put('large.bin', large), await vault.put('small.bin', small)] as const;
  const whole = async () => {
    expect((await vault.get(ids[0])).equals(large)).toBe(true);
    expect((await vault.get(ids[1])).equals(small)).toBe(true);
  };
  expect(await vault.backUp()).toMatchObject({ copied: 2, failed: 0 });

  const crashed = await machine();
  signal(crashed.pid, 'SIGKILL');
  await until(ctx, 'waiting for another process', 30, async () =>
    (await machine()).pid === crashed.pid ? undefined : true,
  );
  expect((await machine()).port, 'people find it where it was').toBe(crashed.port);
  await whole();

  const first = await instanceOf(cloud, names);
  await cloud.ec2.send(new StopInstancesCommand({ InstanceIds: [first.id] }));
  await expect
    .poll(
      () =>
        vault.call('health').then(
          () => 'there',
          () => 'gone',
        ),
      { timeout: 15_000 },
    )
    .toBe('gone');
  await build();
  await whole();

  const late = await vault.put('late.bin', small);
  await cloud.ec2.send(new TerminateInstancesCommand({ InstanceIds: [first.id] }));
  await detachVolume(cloud, (await volumeOf(cloud, names)).id, ctx);
  await build();
  expect((await instanceOf(cloud, names)).id).not.toBe(first.id);
  await whole();
  expect((await vault.get(late)).equals(small), 'what was not copied yet survives a lost instance').toBe(true);

  await vault.backUp();
  const lost = await volumeOf(cloud, names);
  await stopInstance(cloud, (await instanceOf(cloud, names)).id, ctx);
  await detachVolume(cloud, lost.id, ctx);
  await cloud.ec2.send(new DeleteVolumeCommand({ VolumeId: lost.id }));
  await build();
  expect((await volumeOf(cloud, names)).id).not.toBe(lost.id);
  await whole();
  expect((await vault.get(late)).equals(small)).toBe(true);

  await stopLocalCloud({ home });
  expect(await startLocalCloud({ home })).toMatchObject({ endpoint });
  await whole();

  const { events = [] } = await cloud.logs.send(new FilterLogEventsCommand({ logGroupName: names.logs }));
  const actions = new Set(events.map(({ message = '' }) => JSON.parse(message).action));
  const all = ['start', 'stop', 'sign-in', 'upload', 'download', 'backup', 'backup-run', 'restore', 'restore-run'];
  expect([...all.filter((action) => !actions.has(action))]).toEqual([]);

  const log = readFileSync(`${home}/cloud.log`, 'utf8');
  expect(log).toContain(`${lost.id} is gone, and its folder with it`);
});
