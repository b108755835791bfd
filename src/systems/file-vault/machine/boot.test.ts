// The boot text: what cloud-init takes, within its limit; units that systemd would take; a script that bash reads. Where
// systemd-analyze and cloud-init are or can be installed, they check the texts themselves.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBoot } from '../../../local/machine-room/plan.ts';
import { type DebianProgram, hasProgram } from '../../../testing/debian.ts';
import { bootText, MOST_BYTES, MOUNT, SETTINGS_FILE } from './boot.ts';

const folder = mkdtempSync(join(tmpdir(), 'boot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The longest names that settings allow. */
const stack = 'abcdefghijkl-abcdefghij-file-vault';
const wish = {
  ...{ region: 'ap-southeast-2', bucket: `${stack}-111122223333`, bootBucket: `${stack}-boot-111122223333` },
  ...{ logGroup: `/file-vault/${stack}`, audience: stack, volume: 'vol-0123456789abcdef0' },
  programs: Buffer.from('the programs'),
};
const text = bootText(wish);
const files: { path: string; content: string; permissions: string }[] = JSON.parse(
  text.split('\n')[1] ?? '',
).write_files;
const contentOf = (end: string) => String(files.find(({ path }) => path.endsWith(end))?.content);

test('it is a cloud-config in one line of JSON, far below the limit, and the same for the same settings', () => {
  expect(text.split('\n').map((line) => line.slice(0, 14))).toEqual(['#cloud-config', '{"write_files"', '']);
  expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES / 2);
  expect(bootText(wish)).toBe(text);
  expect(bootText({ ...wish, volume: 'vol-1' })).not.toBe(text);
});

test('who plays it without systemd finds its plan', () => {
  const { plan, settings } = readBoot(text);
  expect(plan).toMatchObject({
    run: 'app.mjs',
    before: ['restore.mjs'],
    timer: { program: 'backup.mjs', seconds: 300 },
  });
  expect(settings).toMatchObject({ root: MOUNT, bucket: wish.bucket, audience: stack });
  expect(plan.settings).toBe(SETTINGS_FILE);
});

test('the script is read by bash, checks what it fetched, and formats only an empty disk, by a stable name', () => {
  const script = contentOf('vault-install');
  execFileSync('bash', ['-n'], { input: script });
  expect(script).toContain('sha256sum --check');
  expect(script).toMatch(/^grep .* echo '\/dev\/disk\/by-id\/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0 /m);
  expect(script).toContain('x-systemd.makefs');
  expect(script).not.toMatch(/mkfs\.|mke2fs/);
  expect(script.indexOf('/etc/fstab')).toBeLessThan(script.indexOf('daemon-reload'));
  expect(script.indexOf('daemon-reload')).toBeLessThan(script.indexOf('systemctl enable'));
});

test('the units name programs of the bundle, the mount, and nobody but the user of the vault', () => {
  const services = files.filter(({ path }) => path.endsWith('.service'));
  expect(services.length).toBe(2);
  for (const { content } of services) {
    expect(content).toContain(`RequiresMountsFor=${MOUNT}`);
    expect(content).toContain('User=vault');
    expect(content).toContain('NoNewPrivileges=yes');
    expect(content).toContain(`ReadWritePaths=${MOUNT}`);
  }
  const programs = services.flatMap(({ content }) =>
    [...content.matchAll(/\/opt\/vault\/(\w+)\.mjs/g)].map(([, name]) => name),
  );
  expect(programs.sort()).toEqual(['app', 'backup', 'restore']);
  expect(contentOf('vault-backup.timer')).toContain('OnCalendar=*:0/5');
});

/** Every word that systemd knows in these sections, from systemd.directives(7), as far as we use it. */
const DIRECTIVES =
  /^(Description|RequiresMountsFor|Wants|After|StartLimitIntervalSec|ExecStartPre|ExecStart|Restart|RestartSec|TimeoutStartSec|ReadWritePaths|User|Group|UMask|NoNewPrivileges|CapabilityBoundingSet|Protect\w+|Private\w+|LockPersonality|Restrict\w+|SystemCall\w+|Environment|WantedBy|Type|MemoryMax|OnCalendar|Persistent|PathChanged)=/;

const units = files.filter(({ path }) => path.startsWith('/etc/systemd/'));

test('the units have only words that systemd knows', () => {
  for (const { path, content } of units) {
    const lines = content.split('\n').filter((line) => line && !line.startsWith('['));
    expect(
      lines.filter((line) => !DIRECTIVES.test(line)),
      path,
    ).toEqual([]);
  }
});

/** @returns their paths */
const unitsOnDisk = (): string[] =>
  units.map(({ path, content }) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content.replaceAll('/usr/bin/node-24', process.execPath));
    return file;
  });

const SYSTEMD: DebianProgram = { name: 'systemd-analyze', package: 'systemd' };
/** It must not begin to set up the machine of the test (cloud-init, "How to disable cloud-init"). */
const CLOUD_INIT: DebianProgram = {
  ...{ name: 'cloud-init', package: 'cloud-init' },
  before: 'mkdir -p /etc/cloud && touch /etc/cloud/cloud-init.disabled',
};

test.runIf(await hasProgram(SYSTEMD))('systemd finds nothing wrong with the units', () => {
  const names = unitsOnDisk();
  const { stderr } = spawnSync('systemd-analyze', ['verify', ...names], { encoding: 'utf8' });
  const told = stderr.split('\n').filter((line) => line.includes('vault') && !line.includes('vault.service is not'));
  expect(told).toEqual([]);
});

test.runIf(await hasProgram(CLOUD_INIT))('cloud-init takes the text, and refuses one with a number for a mode', () => {
  const check = (content: string) => {
    const file = join(folder, 'user-data');
    writeFileSync(file, content);
    const { stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', file], { encoding: 'utf8' });
    return stdout + stderr;
  };
  expect(check(text)).toContain('Valid');
  expect(check(text.replace('"permissions":"0644"', '"permissions":644'))).not.toMatch(/^Valid/m);
});
