// One fixed input gives one hash, with every Node version, system, time zone and order. The hash is in this test.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import AdmZip from 'adm-zip';
import { expect, test } from 'vitest';
import { zipped } from './zip.ts';

const run = promisify(execFile);

/** Long and short, bytes and text, empty, an accent in a name. */
const FILES = {
  'index.js': 'exports.handler = async () => 1;\n'.repeat(2000),
  'b/á.txt': Buffer.from([0, 255, 10, 13]),
  'B.txt': '',
  'a.txt': 'a',
};
const SHA256 = '0ae31cb11b135fc2623db25e453522fcf7e2c9fa89282eff553c2cf6080b6a3d';

const hash = (zip: Uint8Array) => createHash('sha256').update(zip).digest('hex');

test('every version of Node.js gives these bytes', () => {
  expect(hash(zipped(FILES))).toBe(SHA256);
});

test('every order of the files gives these bytes', () => {
  expect(hash(zipped(Object.fromEntries(Object.entries(FILES).reverse())))).toBe(SHA256);
});

test.each([
  ['linux', 'Asia/Kolkata'],
  ['win32', 'America/Noronha'],
  ['darwin', 'Pacific/Kiritimati'],
])('and on %s in %s', async (platform, TZ) => {
  const source = new URL('zip.ts', import.meta.url).href;
  const script = `
    Object.defineProperty(process, 'platform', { value: '${platform}' });
    const { zipped } = await import('${source}');
    const files = JSON.parse(process.argv[1], (_, value) => value?.type === 'Buffer' ? Buffer.from(value.data) : value);
    process.stdout.write(zipped(files));`;
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script, JSON.stringify(FILES)];
  const env = { PATH: process.env.PATH, TZ, LANG: 'cs_CZ.UTF-8' };
  const { stdout } = await run(process.execPath, args, { cwd: tmpdir(), env, encoding: 'buffer' });
  expect(hash(stdout)).toBe(SHA256);
});

test('the zip opens with the same content, and everybody may read each file', () => {
  const entries = new AdmZip(Buffer.from(zipped(FILES))).getEntries();
  const opened = entries.map((entry) => [entry.entryName, entry.getData().toString('hex')]);
  expect(Object.fromEntries(opened)).toEqual(
    Object.fromEntries(Object.entries(FILES).map(([path, content]) => [path, Buffer.from(content).toString('hex')])),
  );
  expect(new Set(entries.map(({ attr }) => (attr >>> 16).toString(8)))).toEqual(new Set(['100644']));
});
