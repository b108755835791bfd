// What the programs of the vault are told, in one JSON file that the boot wrote.

import { readFileSync } from 'node:fs';
import type { KeyPlace } from './http/invitation-key.ts';

export interface VaultSettings {
  /** The mount point of the volume. */
  readonly root: string;
  /** On 127.0.0.1; 0 for a free one. */
  readonly port: number;
  readonly region: string;
  /** Of the backup. */
  readonly bucket: string;
  readonly logGroup: string;
  /** For whom invitations must be made: the stack, "ada-dev-file-vault". */
  readonly audience: string;
  /** Where the public half of the key of the invitations lies. */
  readonly invitations: KeyPlace;
  /** Bytes that a document may have. */
  readonly maxBytes: number;
}

const KINDS: Readonly<Record<keyof VaultSettings, 'string' | 'number' | 'object'>> = {
  root: 'string',
  port: 'number',
  region: 'string',
  bucket: 'string',
  logGroup: 'string',
  audience: 'string',
  invitations: 'object',
  maxBytes: 'number',
};

/** @throws Error that names the file and every wrong field */
export function readVaultSettings(path: string): VaultSettings {
  const read = JSON.parse(readFileSync(path, 'utf8')) as VaultSettings;
  const wrong = Object.entries(KINDS).filter(([name, kind]) => typeof read[name as keyof VaultSettings] !== kind);
  if (wrong.length) throw new Error(`${path} has no ${wrong.map(([name, kind]) => `${name} (${kind})`).join(', ')}`);
  return read;
}

/** Written by cloud-init at every boot. (cloud-init, "Where are the logs and files") */
const INSTANCE_ID = '/var/lib/cloud/data/instance-id';

/** "i-0123456789abcdef0". The machine room of the local cloud gives it as a variable. */
export const instanceId = (): string => process.env.VAULT_INSTANCE ?? readFileSync(INSTANCE_ID, 'utf8').trim();
