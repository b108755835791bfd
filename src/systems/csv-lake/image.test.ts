// The image of the function: what is in it, and that the Dockerfile beside it stands for the same.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layerOf } from '../../aws/code/layer.ts';
import { functionImage } from '../../resources/ecr/function-image.ts';
import { CONVERTER_IMAGE } from './parts.ts';

const image = functionImage({ endpoint: undefined }, CONVERTER_IMAGE);

test('one file of code, in a layer of less than a megabyte', async () => {
  expect(Object.keys(image.own.files)).toEqual(['var/task/index.js']);
  const { bytes } = await layerOf(image.own.files);
  expect(bytes.length).toBeLessThan(1024 * 1024);
});

test('the Dockerfile has the same base, the same file and the same command', () => {
  const lines = readFileSync(new URL('converter/Dockerfile', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const [path = ''] = Object.keys(image.own.files);
  const [file, ...folders] = path.split('/').reverse();
  expect(lines).toEqual([
    `FROM public.ecr.aws/lambda/nodejs:${CONVERTER_IMAGE.node}`,
    `COPY ${file} /${folders.reverse().join('/')}/`,
    `CMD ["${image.own.handler}"]`,
  ]);
});
