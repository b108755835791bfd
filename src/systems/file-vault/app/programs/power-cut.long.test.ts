// Power cuts: the application and the backup are killed with SIGKILL at random moments, again and again, on one volume.
// Whatever was answered with 201 is there afterwards. The usual run cuts 6 times, the long run 500 times.

import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, inject, test } from 'vitest';
import { LONG } from '../../../../testing/long.ts';
import { randomAccount } from '../../../../testing/test-cloud.ts';
import { verifyChain } from '../audit/chain.ts';
import { FOUND } from '../audit/found.ts';
import { linesFrom } from '../audit/lines.ts';
import type { AuditRecord } from '../audit/record.ts';
import { isId } from '../store/document.ts';
import { volumeAt } from '../store/volume.ts';
import { ended, type Machine } from '../testing/installed.ts';
import { machine } from '../testing/machine.ts';
import { folder } from '../testing/open-vault.ts';

const CUTS = LONG ? 500 : 6;
const SENDERS = 4;
/** Milliseconds after which the power goes at the latest. */
const LATEST = 250;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function ground() {
  const { endpoint } = inject('cloud');
  const account = randomAccount();
  const client = { region: 'us-east-1', endpoint, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
  const [bucket, logGroup] = [`vault-${randomUUID()}`, '/vault/test'];
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: logGroup }));
  return { endpoint, account, bucket, logGroup };
}

/** The SHA-256 of every document that was answered with 201, by its id. */
class Answered extends Map<string, string> {
  #told: (() => void)[] = [];

  override set(id: string, hash: string): this {
    for (const tell of this.#told.splice(0)) tell();
    return super.set(id, hash);
  }

  readonly next = (): Promise<void> => new Promise((tell) => this.#told.push(tell));
}

/** Sends until the power goes. */
async function sendUntilCut(url: string, headers: { cookie: string }, answered: Answered): Promise<void> {
  for (;;) {
    const body = randomBytes(randomInt(4) ? randomInt(5_000) : randomInt(2_000_000));
    const name = `${randomUUID()}.bin`;
    try {
      const answer = await fetch(`${url}/files?name=${name}`, { method: 'PUT', body, headers });
      const document = (await answer.json()) as { id: string; sha256: string };
      if (answer.status !== 201) throw new Error(`status ${answer.status}: ${JSON.stringify(document)}`);
      answered.set(document.id, sha256(body));
    } catch (error) {
      if (error instanceof TypeError) return; // the connection is gone
      throw error;
    }
  }
}

/** One life of the machine, ended by the power cut. @param firstAnswered not before a document was answered @returns was the backup cut too? */
async function oneLife(
  it: Machine,
  headers: { cookie: string },
  answered: Answered,
  firstAnswered: boolean,
): Promise<boolean> {
  const { child, url } = await it.app();
  const backup = randomInt(2) ? it.start('backup') : undefined;
  const first = answered.next();
  const sending = Array.from({ length: SENDERS }, () => sendUntilCut(url, headers, answered));
  if (firstAnswered) await Promise.race([first, Promise.all(sending)]);
  await new Promise((cut) => setTimeout(cut, randomInt(LATEST)));
  child.kill('SIGKILL');
  backup?.kill('SIGKILL');
  await Promise.all([...sending, ended(child), backup && ended(backup)]);
  return backup?.signalCode === 'SIGKILL';
}

/** What lies on the volume, by id: SHA-256 of each content whose sidecar is there. */
function onVolume(root: string): Map<string, string> {
  const { documents, content, sidecar } = volumeAt(root);
  const ids = readdirSync(documents)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5));
  return new Map(
    ids.map((id) => {
      const described = JSON.parse(readFileSync(sidecar(id), 'utf8'));
      const real = sha256(readFileSync(content(id)));
      expect(described).toMatchObject({ id, sha256: real });
      return [id, real];
    }),
  );
}

async function chainOf(path: string): Promise<AuditRecord[]> {
  const { lines } = await linesFrom(path, 0, 64 * 1024 * 1024);
  expect(verifyChain(lines)).toEqual({ lines: lines.length });
  return lines.map((line) => JSON.parse(line));
}

test(`${CUTS} power cuts: what was answered is there and whole, the chain holds, an empty volume fills itself`, {
  timeout: 3_600_000,
}, async () => {
  const place = await ground();
  const it = await machine(place);
  const headers = { cookie: await it.cookie('Ana') };
  const root = folder();
  it.mount(root);
  const answered = new Answered();
  let backupsCut = 0;
  for (let cut = 1; cut <= CUTS; cut += 1) {
    if (await oneLife(it, headers, answered, cut % 2 === 0)) backupsCut += 1;
    if (cut % 100 === 0) console.log(`${cut} power cuts, ${answered.size} documents answered`);
  }
  expect(answered.size).toBeGreaterThanOrEqual(CUTS / 2);

  const { child, url } = await it.app();
  const listed = (await (await fetch(`${url}/health`)).json()) as { documents: number };
  const kept = onVolume(root);
  expect(listed.documents).toBe(kept.size);
  for (const [id, hash] of answered) expect(kept.get(id)).toBe(hash);
  expect(readdirSync(volumeAt(root).incoming)).toEqual([]);
  const contents = readdirSync(volumeAt(root).documents).filter(isId);
  expect(new Set(contents)).toEqual(new Set(kept.keys()));

  const records = await chainOf(volumeAt(root).journal('app'));
  const uploads = new Set(
    records.filter(({ action, outcome }) => action === 'upload' && outcome === 'ok').map((one) => one.document),
  );
  for (const id of answered.keys()) expect(uploads.has(id)).toBe(true);
  const found = records.filter(({ reason }) => reason === FOUND).length;
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);

  expect((await it.run('backup')).code).toBe(0);
  await chainOf(volumeAt(root).journal('backup'));
  const fresh = folder();
  it.mount(fresh);
  for (let cut = 0; cut < 3; cut += 1) {
    const restoring = it.start('restore');
    await new Promise((wait) => setTimeout(wait, randomInt(150, 600)));
    restoring.kill('SIGKILL');
    await ended(restoring);
  }
  expect((await it.run('restore')).code).toBe(0);
  expect(onVolume(fresh)).toEqual(kept);
  console.log(
    `${CUTS} power cuts: ${answered.size} documents answered, ${kept.size} kept (${found} without an answer), ${backupsCut} backups cut`,
  );
});
