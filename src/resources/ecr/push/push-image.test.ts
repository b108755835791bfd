// Pushing on a base image, against a registry with the habits of ECR and ECR Public.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerOf } from '../../../aws/code/layer.ts';
import { recordedContext } from '../../../testing/recorder.ts';
import { OddRegistry, TOKEN } from '../testing/odd-registry.ts';
import { DOCKER, type ImageConfig, type Manifest, OCI } from './manifest.ts';
import { publicBase } from './public-base.ts';
import { pushImage } from './push-image.ts';
import { Registry } from './registry.ts';

let source: OddRegistry;
let target: OddRegistry;
const ctx = recordedContext();

const baseConfig: ImageConfig = {
  ...{ architecture: 'arm64', os: 'linux', created: '2026-01-01T00:00:00Z' },
  config: { Env: ['LAMBDA_TASK_ROOT=/var/task'], Entrypoint: ['/lambda-entrypoint.sh'], WorkingDir: '/var/task' },
  rootfs: { type: 'layers', diff_ids: ['sha256:of-the-base'] },
  history: [{ created_by: 'the base' }],
};
const baseLayer = Buffer.from('a layer of the base');
const own = {
  files: { 'var/task/index.js': Buffer.from('exports.handler = async () => 1;') },
  handler: 'index.handler',
};

/** An index as `docker buildx` makes it: two processors, and an attestation of an unknown one. */
function publish(family = DOCKER, layerType = family.layer) {
  const config = source.add(Buffer.from(JSON.stringify(baseConfig)));
  const manifest: Manifest = {
    ...{ schemaVersion: 2, mediaType: family.manifest },
    config: { ...config, mediaType: family.config },
    layers: [{ ...source.add(baseLayer), mediaType: layerType }],
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const { digest } = source.add(bytes);
  source.manifests.set(digest, { type: family.manifest, bytes });
  const of = (platform: object, digest: string) => ({ digest, platform });
  const index = {
    manifests: [
      of({ os: 'unknown', architecture: 'unknown' }, 'sha256:attestation'),
      of({ os: 'linux', architecture: 'amd64' }, 'sha256:other'),
      of({ os: 'linux', architecture: 'arm64' }, digest),
    ],
  };
  source.manifests.set('24', {
    type: 'application/vnd.oci.image.index.v1+json',
    bytes: Buffer.from(JSON.stringify(index)),
  });
}

beforeEach(async () => {
  source = await new OddRegistry().listen();
  target = await new OddRegistry().listen();
});
afterEach(() => {
  source.close();
  target.close();
});

const base = (architecture = 'arm64') =>
  publicBase({ registry: source.url, repository: 'lambda/nodejs', tag: '24', architecture }, ctx);
const push = async () =>
  pushImage(
    new Registry({ url: target.url, repository: 'ours', authorization: TOKEN }, ctx),
    await base(),
    own,
    'src-1',
    ctx,
  );

test.each([
  ['Docker', DOCKER],
  ['OCI', OCI],
])(
  'a base in the spelling of %s: one manifest in that spelling, our layer on top, the rest as it was',
  async (_, family) => {
    publish(family);
    const digest = await push();
    const { type, bytes } = target.manifests.get('src-1') ?? { type: '', bytes: Buffer.alloc(0) };
    const manifest: Manifest = JSON.parse(bytes.toString());
    expect([type, manifest.mediaType, manifest.config.mediaType]).toEqual([
      family.manifest,
      family.manifest,
      family.config,
    ]);
    expect(new Set(manifest.layers.map(({ mediaType }) => mediaType))).toEqual(new Set([family.layer]));
    const layer = await layerOf(own.files);
    expect(manifest.layers.map((one) => target.blobs.get(one.digest))).toEqual([baseLayer, layer.bytes]);
    expect(JSON.parse(String(target.blobs.get(manifest.config.digest)))).toEqual({
      ...{ architecture: 'arm64', os: 'linux' },
      config: { ...baseConfig.config, Cmd: ['index.handler'] },
      rootfs: { type: 'layers', diff_ids: ['sha256:of-the-base', layer.diffId] },
      history: [{ created_by: 'the base' }, { created_by: 'COPY the function' }],
    });
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  },
);

test('a second push of the same image sends no layer', async () => {
  publish();
  const digest = await push();
  target.asked.length = 0;
  expect(await push()).toBe(digest);
  expect(target.asked.filter((one) => !one.startsWith('HEAD'))).toEqual(['PUT /v2/ours/manifests/src-1']);
});

test('after no answer, 500, 429 and a lost upload a try opens a new upload, and the image is whole', async () => {
  publish();
  target.troubles.push('hang up', 500, 429, 'none', 404);
  await push();
  expect(target.asked.filter((one) => one.startsWith('POST'))).toHaveLength(3 + 4);
  expect(target.blobs.size).toBe(3);
});

test('a registry that goes on refusing is told with its answer, after four tries', async () => {
  publish();
  target.troubles.push(500, 500, 500, 500);
  await expect(push()).rejects.toMatchObject({
    message: expect.stringMatching(/^The registry refused uploading a layer: HTTP 500 trouble/),
  });
});

test('the token is never sent to the storage that answers for the registry', async () => {
  publish();
  await push();
  const all = [...source.storageAsked, ...target.storageAsked];
  expect(all.length).toBeGreaterThan(2);
  expect(all.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
});

test.each([
  ['another processor', () => publish(), 'riscv64', /is not made for riscv64/],
  [
    'a layer that Lambda does not take',
    () => publish(OCI, 'application/vnd.oci.image.layer.v1.tar+zstd'),
    'arm64',
    /zstd/,
  ],
  ['a tag that is not there', () => {}, 'arm64', /lambda\/nodejs:24 is not in http/],
])('a base with %s is refused before anything is pushed', async (_, make, architecture, message) => {
  make();
  await expect(base(architecture)).rejects.toThrow(message);
});

test('without a right to push the sentence says what to check', async () => {
  publish();
  const registry = new Registry({ url: target.url, repository: 'ours', authorization: 'Basic wrong' }, ctx);
  await expect(pushImage(registry, await base(), own, 'src-1', ctx)).rejects.toMatchObject({
    message: expect.stringContaining('HTTP 401'),
    next: { en: expect.stringContaining('may push') },
  });
});
