// A layer of a container image: files as a tar, compressed with gzip. The same files give the same tar on every machine.
// Lambda takes layers compressed with gzip only, and refuses hard links (Lambda developer guide, "Create a Lambda function
// using a container image"). So a layer of ours has plain files and folders, which every user may read.

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';

export interface Layer {
  /** Compressed. */
  readonly bytes: Buffer;
  /** "sha256:…" of the compressed bytes: its name in a registry. */
  readonly digest: string;
  /** "sha256:…" of the tar inside: its name in the image's configuration (OCI image specification, "Layer DiffID"). */
  readonly diffId: string;
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The byte of a gzip header that names the system it was made on; 255 is "unknown" (RFC 1952, "OS"). */
const SYSTEM = 9;
const DAWN = new Date(0);

/** @param files by their paths in the image, without "/" at the beginning: "var/task/index.js" */
export async function layerOf(files: Readonly<Record<string, Uint8Array>>): Promise<Layer> {
  const paths = Object.keys(files).sort();
  const common = { mtime: DAWN, uid: 0, gid: 0 };
  const tar = await packTar([
    ...foldersOf(paths).map((name) => ({
      header: { ...common, name: `${name}/`, type: 'directory' as const, mode: 0o755, size: 0 },
    })),
    ...paths.map((name) => {
      const body = files[name] ?? new Uint8Array();
      return { header: { ...common, name, type: 'file' as const, mode: 0o644, size: body.length }, body };
    }),
  ]);
  const bytes = gzipSync(tar, { level: 9 });
  bytes[SYSTEM] = 255;
  return { bytes, digest: digestOf(bytes), diffId: digestOf(tar) };
}

/** "var", "var/task": every folder above the files, the outer ones first. */
const foldersOf = (paths: readonly string[]): string[] =>
  [
    ...new Set(
      paths.flatMap((path) => {
        const names = path.split('/').slice(0, -1);
        return names.map((_, index) => names.slice(0, index + 1).join('/'));
      }),
    ),
  ].sort();
