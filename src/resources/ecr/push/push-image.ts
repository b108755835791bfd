// Puts an image together and pushes it: the layers of a base, and one of our own on top. That is what a Dockerfile with
// FROM, COPY and CMD makes. What the registry has already is not sent again, so a push that was stopped goes on.

import { digestOf, layerOf } from '../../../aws/code/layer.ts';
import type { Context } from '../../../engine/wait.ts';
import type { Base } from './base.ts';
import type { ImageConfig, Manifest } from './manifest.ts';
import type { Blob, Registry } from './registry.ts';

export interface OwnLayer {
  /** By their paths in the image, without "/" at the beginning. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What Lambda calls: "index.handler". */
  readonly handler: string;
}

const MEGABYTE = 1024 * 1024;

/** @returns digest of the image: "sha256:…" */
export async function pushImage(
  registry: Registry,
  base: Base,
  own: OwnLayer,
  tag: string,
  ctx: Context,
): Promise<string> {
  const { family } = base;
  const layer = await layerOf(own.files);
  const config = Buffer.from(JSON.stringify(configOf(base.config, layer.diffId, own.handler)));
  const ours = blobOf(family.layer, layer.bytes);
  const settings = blobOf(family.config, config);
  const manifest: Manifest = {
    ...{ schemaVersion: 2, mediaType: family.manifest, config: named(settings) },
    layers: [...base.layers, ours].map(named),
  };
  await uploadMissing(registry, [...base.layers, ours, settings], ctx);
  const bytes = Buffer.from(JSON.stringify(manifest));
  await registry.putManifest(tag, family.manifest, bytes);
  return digestOf(bytes);
}

/** One by one: the base's registry allows one pull a second, and a student's line is full with one. */
async function uploadMissing(registry: Registry, blobs: readonly Blob[], ctx: Context): Promise<void> {
  const total = blobs.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const blob of blobs) {
    ctx.tell({
      en: `pushing the image, ${megabytes(done)} of ${megabytes(total)} MB`,
      pt: `enviando a imagem, ${megabytes(done)} de ${megabytes(total)} MB`,
    });
    if (!(await registry.has(blob.digest))) await registry.upload(blob);
    done += blob.size;
  }
}
const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);

/** The base's own, with one layer more and another command. The date is left out, so the same image has the same digest. */
function configOf(base: ImageConfig, diffId: string, handler: string): ImageConfig {
  const { created: _, history = [], ...rest } = base;
  return {
    ...rest,
    config: { ...base.config, Cmd: [handler] },
    rootfs: { type: 'layers', diff_ids: [...base.rootfs.diff_ids, diffId] },
    ...(history.length && { history: [...history, { created_by: 'COPY the function' }] }),
  };
}

const blobOf = (mediaType: string, bytes: Buffer): Blob => ({
  ...{ mediaType, digest: digestOf(bytes), size: bytes.length },
  open: async () => new globalThis.Blob([new Uint8Array(bytes)]),
});

const named = ({ mediaType, digest, size }: Blob) => ({ mediaType, digest, size });
