// A watched folder: new files, changed ones, files that cannot be sent now; and nothing is sent twice.

import { chmodSync, createReadStream, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Owned } from '../../aws/clients.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { etagOf, isInBucket } from './same-content.ts';
import { upload } from './upload.ts';
import { watchFolder } from './watch-folder.ts';

const { cloud } = await openTestCloud();
afterAll(() => cloud.close());
const never = new AbortController().signal;
let buckets = 0;

async function bucketOf({ s3, account }: Owned): Promise<string> {
  buckets += 1;
  const Bucket = `watched-${account}-${buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Watches until `stop`; writes the events as words. */
function watching(bucket: string, folder: string) {
  const stopped = new AbortController();
  const noted: string[] = [];
  const note = (text: string) => void noted.push(text);
  const ended = watchFolder(cloud, bucket, {
    ...{ folder, signal: stopped.signal, settle: 0.3, arrived() {} },
    sent: ({ key, lines }) => note(`${key} ${lines}`),
    failed: (key, why, again) => note(`${key} failed, again in ${again}: ${why.en}`),
    idle: (known) => note(`idle, ${known} known`),
    say: ({ en }) => note(en),
  });
  const until = (text: string) => vi.waitFor(() => expect(noted.join('\n')).toContain(text), { timeout: 20_000 });
  const stop = () => {
    stopped.abort();
    return ended;
  };
  return { noted, until, stop, ended };
}

test('existing, new and changed files are sent, hidden ones not; after a restart only new ones', async () => {
  const [bucket, folder] = [await bucketOf(cloud), temporary()];
  mkdirSync(join(folder, 'clientes'));
  writeFileSync(join(folder, 'clientes', 'março.txt'), 'a\nb');
  writeFileSync(join(folder, '~$março.xlsx'), 'x');
  const first = watching(bucket, folder);
  await first.until('idle, 0 known');
  expect(first.noted).toEqual(['clientes/março.txt 2', 'idle, 0 known']);

  writeFileSync(join(folder, 'novo.tmp'), '1\n2\n3\n');
  renameSync(join(folder, 'novo.tmp'), join(folder, 'novo.txt')); // many programs save like this
  await first.until('novo.txt 3');
  writeFileSync(join(folder, 'novo.txt'), '1\n');
  await first.until('novo.txt 1');
  expect(await first.stop()).toEqual([]);
  expect(first.noted.slice(2)).toEqual(['novo.txt 3', 'novo.txt 1']);

  writeFileSync(join(folder, 'mais.txt'), '');
  const second = watching(bucket, folder);
  await second.until('idle, 2 known');
  expect(second.noted).toEqual(['mais.txt 0', 'idle, 2 known']);
  await second.stop();
});

test('a bucket that is away: the file is named, tried again, and sent when the bucket is back', async () => {
  const [bucket, folder] = [await bucketOf(cloud), temporary()];
  await cloud.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  writeFileSync(join(folder, 'a.txt'), 'a\n');
  writeFileSync(join(folder, 'breve.txt'), 'b\n');
  const watched = watching(bucket, folder);
  await watched.until('a.txt failed, again in 5: Uploading a.txt to');
  await watched.until('breve.txt failed');
  rmSync(join(folder, 'breve.txt'));
  await cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await watched.until('a.txt 1');
  await watched.until('breve.txt went away before it could be sent.');
  expect(await watched.stop()).toEqual([]);
});

// The superuser may read everything.
if (process.getuid?.() !== 0)
  test('a file that we may not read: reported, and sent when we may; a closed folder is named', async () => {
    const [bucket, folder] = [await bucketOf(cloud), temporary()];
    writeFileSync(join(folder, 'fechado.txt'), 'a\n');
    chmodSync(join(folder, 'fechado.txt'), 0);
    mkdirSync(join(folder, 'pasta'), 0);
    const watched = watching(bucket, folder);
    await watched.until('fechado.txt failed, again in 5: it may not be read by you.');
    await watched.until(`The folder ${join(folder, 'pasta')} cannot be watched`);
    chmodSync(join(folder, 'fechado.txt'), 0o600);
    await watched.until('fechado.txt 1');
    await watched.stop();
    chmodSync(join(folder, 'pasta'), 0o700);
  });

test('stopped while a file waits: it is named; a folder that is removed ends it with a sentence', async () => {
  const [bucket, folder] = [await bucketOf(cloud), temporary()];
  await cloud.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  writeFileSync(join(folder, 'espera.txt'), 'a\n');
  const first = watching(bucket, folder);
  await first.until('espera.txt failed');
  expect(await first.stop()).toEqual(['espera.txt']);

  const second = watching(await bucketOf(cloud), folder);
  await second.until('idle');
  rmSync(folder, { recursive: true });
  await expect(second.ended).rejects.toThrow(`The folder ${folder} is not there any more.`);
});

test.each([
  ['nothing', 0],
  ['one part', 5 * 2 ** 20],
  ['several parts', 11 * 2 ** 20 + 1],
  ['two full parts', 10 * 2 ** 20],
])('%s: the ETag is what S3 says, and each part had a checksum', async (_, bytes) => {
  const [bucket, folder] = [await bucketOf(cloud), temporary()];
  const path = join(folder, 'a.bin');
  writeFileSync(path, Buffer.alloc(bytes, 'ab\n'));
  expect(await isInBucket(cloud, bucket, { path, key: 'a', bytes })).toBe(false);
  const seen: number[] = [];
  const open = () => createReadStream(path);
  await upload(cloud, bucket, { key: 'a', bytes, open }, never, (loaded) => void seen.push(loaded));
  expect(seen.at(-1)).toBe(bytes);
  const wanted = { Bucket: bucket, Key: 'a', ChecksumMode: 'ENABLED' } as const;
  const { ETag, ChecksumCRC32 } = await cloud.s3.send(new HeadObjectCommand(wanted));
  expect(`"${await etagOf(path, 5 * 2 ** 20)}"`).toBe(ETag);
  expect(ChecksumCRC32).toBeTruthy();
  expect(await isInBucket(cloud, bucket, { path, key: 'a', bytes })).toBe(true);
  if (bytes) writeFileSync(path, Buffer.alloc(bytes, 'ba\n'));
  expect(await isInBucket(cloud, bucket, { path, key: 'a', bytes })).toBe(bytes === 0);
});
