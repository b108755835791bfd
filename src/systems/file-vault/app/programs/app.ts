// The application: opens the volume, serves people, ships its journal, and ends cleanly at SIGTERM.

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { knownDocuments, tellFound } from '../audit/found.ts';
import { keepShipping } from '../audit/shipping.ts';
import { textOf } from '../backup/backup.ts';
import { invitationDoor } from '../http/invitation-door.ts';
import { knownKey } from '../http/invitation-key.ts';
import { vaultServer } from '../http/server.ts';
import { Store } from '../store/store.ts';
import { bucketOf } from './clients.ts';
import { openVault } from './open.ts';

/** For the last lines of the journal. The next start ships what is left. */
const LAST_LINES_MS = 3_000;

const known = knownDocuments();
const { settings, volume, journal, to } = await openVault('app', known.remember);
const store = await Store.open(volume);

await journal.append({ action: 'start', outcome: 'ok', count: store.catalogue.total, reason: journal.setAside });
await tellFound(store, journal, known.ids);
const shipping = keepShipping(journal, to, (error) => console.error(`CloudWatch does not answer: ${textOf(error)}`));

const pageFile = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url));
const page = { 'index.html': pageFile('index.html'), 'page.css': pageFile('page.css'), 'page.js': pageFile('page.js') };
const key = await knownKey(bucketOf(settings).s3, settings.invitations, (error) =>
  console.error(`The key of the invitations was not read again, the known one is kept: ${textOf(error)}`),
);
const door = invitationDoor(key.now, settings.audience);
const server = vaultServer({ store, journal, door, page, maxBytes: settings.maxBytes, namespace: settings.audience });
await server.listen({ host: '127.0.0.1', port: settings.port });
const { port } = server.server.address() as AddressInfo;
console.log(`listening on 127.0.0.1:${port} with ${store.catalogue.total} documents`);
process.send?.({ port });

const end = async () => {
  key.end();
  await server.close();
  await journal.append({ action: 'stop', outcome: 'ok' });
  await shipping.end(LAST_LINES_MS);
  await journal.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
