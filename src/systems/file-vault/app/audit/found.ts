// Documents that exist and stand in no journal: a power cut came between their commit and their line. Their senders got no
// answer, but the documents are there, so the journal says so.

import { existsSync } from 'node:fs';
import type { Store } from '../store/store.ts';
import type { Journal } from './journal.ts';
import type { AuditRecord } from './record.ts';

export const FOUND = 'found at start: a power cut came before its answer';

/** Collects the documents that the journal knows, while it is read. */
export function knownDocuments() {
  const ids = new Set<string>();
  return {
    ids,
    remember({ action, outcome, document }: AuditRecord) {
      if (action === 'upload' && outcome === 'ok' && document) ids.add(document);
    },
  };
}

/** What has a receipt stands in the journal of the backup or of the restore. */
export async function tellFound({ catalogue, volume }: Store, journal: Journal, known: ReadonlySet<string>) {
  for (const { id, name, bytes, sha256, by } of catalogue.all())
    if (!known.has(id) && !existsSync(volume.receipt(id)))
      await journal.append({
        ...{ action: 'upload', outcome: 'ok', actor: by, document: id, name, bytes, sha256 },
        reason: FOUND,
      });
}
