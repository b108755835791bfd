// A layer is the same bytes on every machine, and has what Lambda takes.

import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { digestOf, layerOf } from './layer.ts';

const files = { 'var/task/b.txt': Buffer.from('b'), 'var/task/a/index.js': Buffer.from('a'.repeat(2000)) };

test('folders first, then files by their names; readable by all, without a date and an owner', async () => {
  const { bytes } = await layerOf(files);
  const entries = await unpackTar(gunzipSync(bytes));
  expect(entries.map(({ header: { name, type, mode } }) => [name, type, mode?.toString(8)])).toEqual([
    ...['var/', 'var/task/', 'var/task/a/'].map((name) => [name, 'directory', '755']),
    ['var/task/a/index.js', 'file', '644'],
    ['var/task/b.txt', 'file', '644'],
  ]);
  for (const { header } of entries) expect(header).toMatchObject({ uid: 0, gid: 0, mtime: new Date(0) });
});

test('whatever the order of the files, the bytes are the same, and their digests are known', async () => {
  const layer = await layerOf(files);
  const again = await layerOf(Object.fromEntries(Object.entries(files).reverse()));
  expect(again.bytes.equals(layer.bytes)).toBe(true);
  expect(layer.digest).toBe(digestOf(layer.bytes));
  // Known from another machine: the tar does not depend on the build of zlib, the compressed bytes may.
  expect(layer.diffId).toBe(digestOf(gunzipSync(layer.bytes)));
  expect(layer.bytes.subarray(0, 10).toString('hex')).toBe('1f8b08000000000002ff');
});
