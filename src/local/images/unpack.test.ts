// A layer may be made by anybody: only plain files inside of the image are unpacked, and not without end.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, expect, test } from 'vitest';
import { unpackLayer } from './unpack.ts';

const folder = mkdtempSync(join(tmpdir(), 'layers-'));
const root = join(folder, 'image');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const layer = async (...headers: { name: string; type: 'file' | 'symlink' | 'link'; linkname?: string }[]) =>
  gzipSync(
    await packTar(
      headers.map((header) =>
        header.type === 'file' ? { header: { ...header, size: 1 }, body: 'x' } : { header: { ...header, size: 0 } },
      ),
    ),
  );

test('files are written where they belong, with their folders', async () => {
  await unpackLayer(await layer({ name: 'var/task/a.js', type: 'file' }), root);
  expect(readFileSync(join(root, 'var/task/a.js'), 'utf8')).toBe('x');
});

test.each([
  ['a path that leaves it', { name: '../of-somebody', type: 'file' as const }],
  ['a path that leaves it further down', { name: 'var/../../of-somebody', type: 'file' as const }],
  ['a path from the top', { name: '/of-somebody', type: 'file' as const }],
  ['a symbolic link', { name: 'var/link', type: 'symlink' as const, linkname: '/etc' }],
  ['a hard link', { name: 'var/link', type: 'link' as const, linkname: '../../of-somebody' }],
])('%s is refused, and nothing outside is written', async (_, header) => {
  await expect(unpackLayer(await layer(header), root)).rejects.toThrow(/outside of it|does not unpack/);
  expect(readdirSync(folder)).toEqual(['image']);
  expect(existsSync('/of-somebody')).toBe(false);
});

test('a layer that grows and grows is stopped', async () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  expect(bomb.length).toBeLessThan(10_000);
  await expect(unpackLayer(bomb, root, 1_000_000)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
});
