// What every program of the vault opens first.

import { Journal } from '../audit/journal.ts';
import type { AuditRecord } from '../audit/record.ts';
import { ship } from '../audit/shipper.ts';
import { instanceId, readVaultSettings } from '../settings.ts';
import { furnish, volumeAt } from '../store/volume.ts';
import { destination } from './clients.ts';

/** @param program "app": its journal, its chain, its log stream */
export async function openVault(program: string, each?: (record: AuditRecord) => void) {
  const settings = readVaultSettings(process.argv[2] ?? '/etc/vault/settings.json');
  const volume = volumeAt(settings.root);
  furnish(volume);
  const source = instanceId();
  const journal = await Journal.open(volume.journal(program), program, source, each);
  if (journal.setAside) console.error(`The journal of ${program} was set aside: ${journal.setAside}.`);
  const to = destination(settings, `${source}/${program}`);
  return { settings, volume, journal, to };
}

type Opened = Awaited<ReturnType<typeof openVault>>;

interface Ended {
  readonly exitCode: number;
}

/** A run of a program that ends by itself. */
export async function run(program: string, work: (opened: Opened) => Promise<Ended>) {
  const opened = await openVault(program);
  const ended = await work(opened);
  await ship(opened.journal, opened.to).catch((error: unknown) => {
    console.error('The journal is not in CloudWatch yet; the next run copies it.', error);
  });
  await opened.journal.close();
  console.log(JSON.stringify(ended));
  process.exitCode = ended.exitCode;
}
