// A vault on a real port with a folder as its volume, and whom it lets in.

import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pageFiles } from '../../machine/bundle.ts';
import { Journal } from '../audit/journal.ts';
import type { AuditRecord } from '../audit/record.ts';
import { vaultServer } from '../http/server.ts';
import { Store } from '../store/store.ts';
import { furnish, volumeAt } from '../store/volume.ts';
import { testDoor } from './door.ts';

const PAGE = pageFiles().files;

/** A folder that is gone after the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'vault-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export interface Options {
  readonly root?: string;
  readonly maxBytes?: number;
  readonly free?: () => Promise<number>;
  readonly headersMs?: number;
}

export type OpenVault = Awaited<ReturnType<typeof openVault>>;

export async function openVault({ root = folder(), maxBytes = 5 * 1024 ** 3, free, headersMs }: Options = {}) {
  const volume = volumeAt(root);
  furnish(volume);
  const records: AuditRecord[] = [];
  const journal = await Journal.open(volume.journal('app'), 'app', 'i-test', (record) => records.push(record));
  const store = await Store.open(volume, free);
  const { door, cookie, invite } = testDoor();
  const server = vaultServer({ store, journal, door, maxBytes, page: PAGE, namespace: 'test', headersMs });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const signedIn = { cookie: await cookie('Ana Souza') };
  const operator = { cookie: await cookie('Rui Lima', 'operator') };
  const close = async () => {
    server.server.closeAllConnections();
    await server.close();
    await journal.close();
  };
  onTestFinished(close);
  return {
    ...{ url, port, volume, store, journal, records, signedIn, operator, close, invite },
    headersTimeout: server.server.headersTimeout,
    /** @param path "files?name=a.txt" */
    call: (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
      fetch(`${url}/${path}`, { ...init, headers: { ...signedIn, ...init.headers } }),
    put: (name: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(`${url}/files?${new URLSearchParams({ name })}`, {
        method: 'PUT',
        body,
        headers: { ...signedIn, ...headers },
      }),
  };
}
