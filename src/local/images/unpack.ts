// Reads an image out of the local registry and puts its files into a folder. Each part is checked by its digest, so what runs
// is what was pushed.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import type { RunnableFunction } from './function.ts';

export interface Unpacked {
  /** The folder that is "/" for the image. */
  readonly root: string;
  readonly environment: readonly string[];
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
}

/** Bytes of a layer without its compression. Ours have some megabytes; a layer that grows and grows is refused. */
const LARGEST_LAYER = 256 * 1024 * 1024;

type Source = Pick<RunnableFunction, 'endpoint' | 'region' | 'account' | 'repository' | 'digest'>;

/** @param folder for all images; each is unpacked once @throws Error with the reason */
export async function unpackImage(of: Source, folder: string): Promise<Unpacked> {
  const { config, layers } = JSON.parse(String(await read(of, 'manifests', of.digest)));
  const settings = JSON.parse(String(await read(of, 'blobs', config.digest))).config ?? {};
  const root = join(folder, of.digest.replace(':', '-'));
  if (!existsSync(root)) {
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(join(folder, 'draft-'));
    for (const { digest } of layers) await unpackLayer(await read(of, 'blobs', digest), draft);
    // Two boxes may start at once: the first one's folder stays.
    await rename(draft, root).catch(() => rm(draft, { recursive: true, force: true }));
  }
  const { Env = [], Entrypoint = [], Cmd = [] } = settings;
  return { root, environment: Env, entryPoint: Entrypoint, command: Cmd };
}

/** @throws Error when it is not there, or not what its digest says */
async function read({ endpoint, region, account, repository }: Source, kind: string, digest: string): Promise<Buffer> {
  const url = new URL(`/v2/${repository}/${kind}/${digest}`, endpoint);
  url.searchParams.set('ns', `${account}.dkr.ecr.${region}.amazonaws.com`);
  const answer = await fetch(url, { redirect: 'error' });
  if (!answer.ok) throw new Error(`ECR has no ${digest} in ${repository}: HTTP ${answer.status}.`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (found !== digest) throw new Error(`ECR gave ${found} of ${repository} for ${digest}.`);
  return bytes;
}

/** @throws Error for a layer with anything but plain files and folders inside of the image */
export async function unpackLayer(compressed: Uint8Array, root: string, largest = LARGEST_LAYER): Promise<void> {
  const tar = gunzipSync(compressed, { maxOutputLength: largest });
  for (const { header, data } of await unpackTar(tar)) {
    const path = resolve(root, header.name);
    if (path !== resolve(root) && !path.startsWith(resolve(root) + sep))
      throw new Error(`A layer of the image has a file outside of it: ${header.name}.`);
    if (header.type === 'directory') await mkdir(path, { recursive: true });
    else if (header.type === 'file') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, data ?? '');
    } else throw new Error(`A layer of the image has a ${header.type}, which the local cloud does not unpack.`);
  }
}
