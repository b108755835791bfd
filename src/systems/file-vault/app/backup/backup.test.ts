// Backup and restore against a bucket with Object Lock: nothing is copied twice, nothing in the bucket is replaced, and
// an empty volume gets everything back.

import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, inject, onTestFinished, test } from 'vitest';
import { randomAccount } from '../../../../testing/test-cloud.ts';
import { verifyChain } from '../audit/chain.ts';
import { Journal } from '../audit/journal.ts';
import { Store } from '../store/store.ts';
import { furnish, volumeAt } from '../store/volume.ts';
import { folder } from '../testing/open-vault.ts';
import { backUp } from './backup.ts';
import { described, descriptionIn, type Metadata } from './description.ts';
import { documentKey } from './keys.ts';
import { putOnce, QUIET } from './objects.ts';
import { restore } from './restore.ts';

async function bucket() {
  const credentials = { accessKeyId: randomAccount(), secretAccessKey: 'test' };
  const s3 = new S3Client({
    region: 'us-east-1',
    endpoint: inject('cloud').endpoint,
    credentials,
    forcePathStyle: true,
    logger: QUIET,
  });
  const place = { s3, bucket: `vault-${randomUUID()}` };
  await s3.send(new CreateBucketCommand({ Bucket: place.bucket, ObjectLockEnabledForBucket: true }));
  const versions = async () =>
    ((await s3.send(new ListObjectVersionsCommand({ Bucket: place.bucket }))).Versions ?? []).map(({ Key }) => Key);
  return { ...place, place, versions };
}

async function vaultAt(root = folder()) {
  const volume = volumeAt(root);
  furnish(volume);
  const store = await Store.open(volume);
  const journal = await Journal.open(volume.journal('backup'), 'backup', 'i-test');
  onTestFinished(() => journal.close());
  const add = (name: string, content: Buffer) =>
    store.add(
      { name, by: 'Ana', most: 1e9 },
      (async function* () {
        yield content;
      })(),
    );
  return { volume, store, journal, add };
}
type TestVault = Awaited<ReturnType<typeof vaultAt>>;

const run = ({ volume, journal }: TestVault, { place }: Awaited<ReturnType<typeof bucket>>) =>
  backUp(volume, place, journal, 'test');

test('each document is copied once, with the journal; a second run copies only lines', async () => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  const { id, sha256 } = await vault.add('a.txt', Buffer.from('abc'));
  await vault.add('empty', Buffer.alloc(0));
  expect(await run(vault, s3)).toMatchObject({ copied: 2, bytes: 3, failed: 0 });
  expect(await run(vault, s3)).toMatchObject({ copied: 0, failed: 0 });
  const keys = await s3.versions();
  expect(keys.filter((key) => !key?.startsWith('journal/')).length).toBe(2);
  expect(new Set(keys).size).toBe(keys.length);
  const { Body, Metadata } = await s3.s3.send(new GetObjectCommand({ Bucket: s3.bucket, Key: documentKey(id) }));
  expect([await Body?.transformToString(), descriptionIn(Metadata)]).toMatchObject(['abc', { id, sha256, by: 'Ana' }]);
  const pieces = keys.filter((key) => key?.startsWith('journal/'));
  const texts = await Promise.all(
    pieces.map(async (Key) =>
      (await s3.s3.send(new GetObjectCommand({ Bucket: s3.bucket, Key }))).Body?.transformToString(),
    ),
  );
  expect(verifyChain(texts.flatMap((text) => String(text).trimEnd().split('\n')))).toEqual({ lines: 3 });
  const last = JSON.parse(readFileSync(vault.volume.lastBackup, 'utf8'));
  expect(last).toMatchObject({ copied: 0, failed: 0 });
});

test('a lost receipt is written again without a second copy', async () => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  const { id } = await vault.add('a.txt', Buffer.from('abc'));
  await run(vault, s3);
  const before = (await s3.versions()).filter((key) => key?.includes(id));
  rmSync(vault.volume.receipt(id));
  expect(await run(vault, s3)).toMatchObject({ copied: 1, failed: 0 });
  expect((await s3.versions()).filter((key) => key?.includes(id))).toEqual(before);
});

test('a content that changed on the disk is refused by S3, told, and does not stop the others', async () => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  const rotten = await vault.add('rotten', Buffer.from('abc'));
  await vault.add('good', Buffer.from('def'));
  writeFileSync(vault.volume.content(rotten.id), 'abX');
  expect(await run(vault, s3)).toMatchObject({ copied: 1, failed: 1 });
  const told = vault.journal.recent.filter(({ outcome }) => outcome === 'failed');
  expect(told.map(({ action }) => action)).toEqual(['backup', 'backup-run']);
  expect(told[0]?.reason).toContain('BadDigest');
  expect(await s3.versions()).not.toContain(documentKey(rotten.id));
});

test('another content under the key is never replaced, and is an error', async () => {
  const s3 = await bucket();
  const content = (text: string) => ({
    ...{ bytes: text.length, open: () => text },
    sha256: Buffer.from(new Uint8Array(32)).toString('hex'),
  });
  await s3.s3.send(new PutObjectCommand({ Bucket: s3.bucket, Key: 'a', Body: 'first', ChecksumAlgorithm: 'SHA256' }));
  await expect(putOnce(s3.place, 'a', content('other'))).rejects.toThrow('with another content');
});

test('an empty volume gets everything back; a whole one fetches nothing; a damaged one only what it lacks', async () => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  const contents = Array.from({ length: 12 }, (_, index) => randomBytes(index * 40_000));
  const documents = await Promise.all(contents.map((content, index) => vault.add(`${index}.bin`, content)));
  await run(vault, s3);

  const empty = await vaultAt();
  expect(await restore(empty.store, s3.place, empty.journal, 'test')).toMatchObject({ restored: 12, failed: 0 });
  for (const [index, { id }] of documents.entries())
    expect(readFileSync(empty.volume.content(id)).equals(contents[index] as Buffer)).toBe(true);
  expect(
    empty.store.catalogue
      .page({ limit: 50 })
      .files.map(({ id }) => id)
      .sort(),
  ).toEqual(documents.map(({ id }) => id).sort());
  expect(await restore(empty.store, s3.place, empty.journal, 'test')).toMatchObject({ restored: 0, bytes: 0 });
  expect(await run(empty, s3), 'the receipts came back too').toMatchObject({ copied: 0, failed: 0 });

  const [first] = documents;
  rmSync(empty.volume.content(String(first?.id)));
  const again = await vaultAt(empty.volume.root);
  expect(again.store.catalogue.total).toBe(11);
  expect(await restore(again.store, s3.place, again.journal, 'test')).toMatchObject({ restored: 1, failed: 0 });
});

test('the longest names fit into the metadata of S3', () => {
  const document = {
    ...{ id: randomUUID(), name: '"'.repeat(255), by: '\u{1F9EE}'.repeat(80) },
    ...{ bytes: 5 * 1024 ** 3, sha256: 'f'.repeat(64), at: new Date().toISOString() },
  };
  const bytes = Object.entries(described(document)).flat().join('').length;
  expect(bytes).toBeLessThanOrEqual(2048); // S3 user guide, "Working with object metadata"
  expect(descriptionIn(described(document))).toEqual(document);
});

test.each([
  ['another SHA-256 than its description', (metadata: Metadata) => metadata],
  ['no description', () => undefined],
  [
    'the description of another document',
    (metadata: Metadata) => described({ ...descriptionIn(metadata), id: randomUUID() }),
  ],
])('an object in S3 with %s is not let in', async (_, metadata) => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  const document = await vault.add('a.txt', Buffer.from('abc'));
  await run(vault, s3);
  const empty = await vaultAt();
  const wrong = { Bucket: s3.bucket, Key: documentKey(document.id), Metadata: metadata(described(document)) };
  await s3.s3.send(new PutObjectCommand({ ...wrong, Body: 'abX' }));
  expect(await restore(empty.store, s3.place, empty.journal, 'test')).toMatchObject({ restored: 0, failed: 1 });
  expect(empty.journal.recent.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'restore failed',
    'restore-run failed',
  ]);
  expect([...readdirSync(empty.volume.documents), ...readdirSync(empty.volume.incoming)]).toEqual([]);
});

test('a journal that lost its tail is copied from its own place', async () => {
  const [vault, s3] = [await vaultAt(), await bucket()];
  await vault.add('a', Buffer.from('a'));
  await run(vault, s3);
  truncateSync(vault.journal.path, 0);
  const next = await Journal.open(vault.journal.path, 'backup', 'i-test');
  onTestFinished(() => next.close());
  await next.append({ action: 'list', outcome: 'ok' });
  expect(await backUp(vault.volume, s3.place, next, 'test')).toMatchObject({ failed: 0 });
  expect((await s3.versions()).filter((key) => key?.startsWith('journal/')).length).toBe(2);
});
