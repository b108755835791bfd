// The repository in four beats, and the image that is pushed into it.

import { DescribeImagesCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { repositoryBreaks } from './breaks.ts';
import { containerImage } from './image.ts';
import { ECR } from './list.ts';
import { OCI } from './push/manifest.ts';
import { ecrRepository } from './repository.ts';

const testCloud = await openTestCloud();
const { cloud, name, make, ctx, told, writesDuring } = testCloud;
const { ecr } = cloud;
const repository = ecrRepository(cloud, { name, about, functionName: `${name}-converter` });

fourBeats('A repository', testCloud, () => ({ step: repository, needs: {} }), repositoryBreaks);

const imageOf = (tag: string, text: string) =>
  containerImage(cloud, {
    ...{ repository: name, about },
    content: {
      tag,
      own: { files: { 'var/task/index.js': Buffer.from(text) }, handler: 'index.handler' },
      base: async () => ({
        config: { architecture: 'arm64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } },
        family: OCI,
        layers: [],
      }),
    },
  });
const first = imageOf('src-1', 'one');

test('an image is absent, then pushed and described by its digest, then left alone', async () => {
  expect(await first.describe(ctx)).toBeUndefined();
  const needs = { repository: await make(repository) };
  expect(await first.describe(ctx)).toBeUndefined();
  const { outcome, live } = await first.ensure(needs, ctx);
  expect(outcome).toBe('created');
  expect(live.uri).toMatch(
    new RegExp(`^${cloud.account}\\.dkr\\.ecr\\.us-east-1\\.amazonaws\\.com/${name}@sha256:[0-9a-f]{64}$`),
  );
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: name }));
  expect(imageDetails.map(({ imageDigest, imageTags }) => [imageDigest, imageTags])).toEqual([
    [live.uri.split('@')[1], ['src-1']],
  ]);
  expect(told.some((text) => /^pushing the image, 0\.0 of 0\.0 MB$/.test(text))).toBe(true);
  expect(await writesDuring(async () => expect((await first.ensure(needs, ctx)).outcome).toBe('unchanged'))).toBe(0);
});

test('another content is another image beside the first; the same content pushed elsewhere has the same digest', async () => {
  const needs = { repository: await make(repository) };
  const before = await make(first, needs);
  const { outcome, drift, live } = await imageOf('src-2', 'two').ensure(needs, ctx);
  expect({ outcome, drift }).toEqual({
    outcome: 'repaired',
    drift: [{ field: 'Tag', live: 'src-1', wanted: 'src-2' }],
  });
  expect(live.images).toHaveLength(2);
  expect(live.uri).not.toBe(before.uri);
  expect((await make(imageOf('src-3', 'one'), needs)).uri).toBe(before.uri);
});

test('a tag that is taken is not given to another image: the repository refuses', async () => {
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType: OCI.manifest, layers: [] });
  await expect(
    ecr.send(new PutImageCommand({ repositoryName: name, imageManifest, imageTag: 'src-1' })),
  ).rejects.toMatchObject({ name: 'ImageTagAlreadyExistsException' });
});

test('images go, and the repository goes with what is left in it; then it is no leftover', async () => {
  const listed = async () => {
    const found: string[] = [];
    for await (const one of ECR.list(cloud, () => [])) found.push(one.name);
    return found;
  };
  expect(await listed()).toEqual([name]);
  expect(await first.remove(ctx)).toBe('removed');
  expect(await first.remove(ctx)).toBe('absent');
  await make(first, { repository: await make(repository) });
  expect(await repository.remove(ctx)).toBe('removed');
  expect(await first.remove(ctx)).toBe('absent');
  expect(await listed()).toEqual([]);
});
