// What an instance boots with: cloud-init's user data, as JSON, which is YAML too. It writes settings, units and a script,
// and runs the script once. It is made by a program from settings, so the same settings give the same text.

import { createHash } from 'node:crypto';
import { bootKey } from '../../../resources/s3/boot-files.ts';
import type { VaultSettings } from '../app/settings.ts';
import { installScript } from './install.ts';
import { MACHINE_FILE, type MachinePlan } from './plan.ts';
import { unitFiles } from './units.ts';

/** Bytes that user data may have (EC2 user guide, "Run commands when you launch an EC2 instance with user data"). */
export const MOST_BYTES = 16 * 1024;

export const SETTINGS_FILE = '/etc/vault/settings.json';
/** The public half of the key of the invitations, in the bucket for the boot. */
export const INVITATIONS_KEY = 'boot/invitations.json';
export const MOUNT = '/srv/vault';
/** On the instance; people never see it. */
export const PORT = 8080;
/** S3 keeps a whole SHA-256 up to the largest object of one PutObject (S3 user guide, "Checking object integrity"). */
const LARGEST_DOCUMENT = 5 * 1024 ** 3;

export interface BootWish extends Omit<VaultSettings, 'root' | 'port' | 'maxBytes' | 'invitations'> {
  /** "vol-0123456789abcdef0" */
  readonly volume: string;
  readonly bootBucket: string;
  readonly programs: Uint8Array;
}

/** The text. It begins with "#cloud-config". */
export function bootText({ volume, bootBucket, programs, ...settings }: BootWish): string {
  const invitations = { bucket: bootBucket, key: INVITATIONS_KEY };
  const told: VaultSettings = { root: MOUNT, port: PORT, maxBytes: LARGEST_DOCUMENT, invitations, ...settings };
  const zip = { bucket: bootBucket, key: bootKey(programs, 'zip'), sha256: sha256(programs) };
  const plan: MachinePlan = {
    programs: zip,
    settings: SETTINGS_FILE,
    before: ['restore.mjs'],
    run: 'app.mjs',
    timer: { program: 'backup.mjs', seconds: 300, wanted: 'control/backup-wanted' },
  };
  const files = {
    [SETTINGS_FILE]: JSON.stringify(told),
    [MACHINE_FILE]: JSON.stringify(plan),
    ...unitFiles({ mount: MOUNT, settings: SETTINGS_FILE }),
    '/usr/local/sbin/vault-install': installScript({ ...zip, region: settings.region, volume, mount: MOUNT }),
  };
  const config = {
    write_files: Object.entries(files).map(([path, content]) => ({
      path,
      permissions: path.startsWith('/usr/local/sbin/') ? '0755' : '0644',
      content,
    })),
    runcmd: [['/usr/local/sbin/vault-install']],
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
