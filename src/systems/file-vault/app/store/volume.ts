// Where things are on the volume.

import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

export type Volume = ReturnType<typeof volumeAt>;

/** @param root the mount point: "/srv/vault" */
export function volumeAt(root: string) {
  const documents = join(root, 'documents');
  const incoming = join(root, 'incoming');
  const journals = join(root, 'journal');
  const control = join(root, 'control');
  return {
    root,
    documents,
    incoming,
    journals,
    control,
    /** The content of a document. */
    content: (id: string) => join(documents, id),
    /** What is known of it. When this file has its name, the document exists. */
    sidecar: (id: string) => join(documents, `${id}.json`),
    /** Proof that S3 has it. */
    receipt: (id: string) => join(documents, `${id}.s3`),
    /** An unfinished file. Every start removes these. */
    draft: (name: string) => join(incoming, `${name}.part`),
    journal: (program: string) => join(journals, `${program}.jsonl`),
    /** systemd starts a backup when this file changes. */
    backupWanted: join(control, 'backup-wanted'),
    /** What the last run of the backup did. */
    lastBackup: join(control, 'last-backup.json'),
  };
}

/** Makes its folders, where they are missing. */
export function furnish(volume: Volume): void {
  for (const folder of [volume.documents, volume.incoming, volume.journals, volume.control])
    mkdirSync(folder, { recursive: true, mode: 0o750 });
}

/** Bytes that are left for documents. */
export async function freeBytes({ root }: Volume): Promise<number> {
  const { bavail, bsize } = await statfs(root);
  return bavail * bsize;
}
