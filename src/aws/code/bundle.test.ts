// The same source gives the same bytes: in another process, time zone and umask.
// The hash is the one that Lambda computes, so "unchanged" is decided without a download.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import AdmZip from 'adm-zip';
import { expect, test } from 'vitest';
import { bundle } from './bundle.ts';

const ENTRY = 'src/systems/audit-log/writer/handler.ts';
const OTHER = 'src/systems/document-intake/reader/handler.ts';
const run = promisify(execFile);

const opened = (zip: Uint8Array) =>
  new AdmZip(Buffer.from(zip)).getEntries().map((entry) => [entry.entryName, entry.getData()] as const);

async function hashElsewhere(TZ: string): Promise<string> {
  const source = new URL('bundle.ts', import.meta.url).href;
  const script = `const { bundle } = await import('${source}'); process.stdout.write(bundle('${ENTRY}').sha256);`;
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script];
  const { stdout } = await run(process.execPath, args, { cwd: tmpdir(), env: { PATH: process.env.PATH, TZ } });
  return stdout;
}

test('two processes in different time zones and folders make the same zip as this one', async () => {
  const [tokyo, honolulu] = await Promise.all([hashElsewhere('Asia/Tokyo'), hashElsewhere('Pacific/Honolulu')]);
  expect(tokyo).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(honolulu).toBe(tokyo);
  expect(bundle(ENTRY).sha256).toBe(tokyo);
});

test('the hash is the base64 of the zip’s SHA-256, and the zip has one plain file that everybody may read', () => {
  const { zip, sha256 } = bundle(ENTRY);
  expect(sha256).toBe(createHash('sha256').update(zip).digest('base64'));
  expect(opened(zip).map(([name]) => name)).toEqual(['index.js']);
  const directory = Buffer.from(zip).subarray(Buffer.from(zip).lastIndexOf('PK\x01\x02'));
  expect((directory.readUInt32LE(38) >>> 16).toString(8)).toBe('100644'); // external attributes (APPNOTE 4.4.15)
});

test('another handler gives another hash', () => {
  expect(bundle(OTHER).sha256).not.toBe(bundle(ENTRY).sha256);
});

test('a missing source fails with its name, when the code is first needed and not before', () => {
  const nothing = bundle('src/systems/nothing.ts');
  expect(() => nothing.zip).toThrow(/src\/systems\/nothing\.ts/);
});
