// Backup and restore of 2,000 documents, as programs of the bundle, beside the least that they could take: a loop that
// sends or fetches as many objects and does nothing else. In turns, because other work slows both alike.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type Finding, finding, inTurns } from '../../../../testing/bench/measure.ts';
import { answerOf, programOf } from '../../../../testing/bench/programs.ts';
import { ACCOUNT, withCloud } from '../../../../testing/bench/surroundings.ts';
import { Store } from '../store/store.ts';
import { furnish, type Volume, volumeAt } from '../store/volume.ts';
import { installed } from '../testing/installed.ts';
import { forEach } from './at-once.ts';
import { AT_ONCE } from './backup.ts';

const DOCUMENTS = 2_000;
const ROUNDS = 3;
/** Seconds, on a machine with nothing else to do. */
const GOAL = { atMost: 6 };
/** Also on a busy machine. */
const SHARE = { atMost: 1.3 };
const LOG_GROUP = '/vault/bench';

export function bench(): Promise<Finding[]> {
  return withCloud(async (home, { endpoint }) => {
    const account = String(ACCOUNT.AWS_ACCESS_KEY_ID);
    const client = { region: 'us-east-1', endpoint, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
    const s3 = new S3Client({ ...client, forcePathStyle: true });
    await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }));
    const newBucket = async () => {
      const Bucket = `vault-${randomUUID()}`;
      await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
      return Bucket;
    };
    const root = await fullVolume(mkdtempSync(join(home, 'volume-')));
    const [programs, env] = [programOf(LOOP, home, true), { ...ACCOUNT, AWS_ENDPOINT_URL: endpoint }];
    let [copies, loops] = ['', ''];
    const seconds = await inTurns(ROUNDS, {
      async backup() {
        forgetReceipts(root);
        copies = await newBucket();
        return run(home, { endpoint, account, bucket: copies, logGroup: LOG_GROUP }, 'backup', root.root);
      },
      async put() {
        loops = await newBucket();
        return answerOf(programs, ['put', loops, String(DOCUMENTS), String(AT_ONCE)], env);
      },
      restore: () =>
        run(
          home,
          { endpoint, account, bucket: copies, logGroup: LOG_GROUP },
          'restore',
          mkdtempSync(join(home, 'empty-')),
        ),
      get: () => answerOf(programs, ['get', loops, String(DOCUMENTS), String(AT_ONCE)], env),
    });
    return [
      ...beside('backup', seconds.backup, 'PUT', seconds.put),
      ...beside('restore', seconds.restore, 'GET', seconds.get),
    ];
  });
}

const LOOP = 'src/systems/file-vault/app/testing/bench/bare-loop.ts';

function beside(what: string, ours: number, call: string, bare: number): Finding[] {
  const [shown, loop] = [`${ours.toFixed(2)} s`, `${bare.toFixed(2)} s, only the ${call} calls`];
  return [
    finding(`${what} of ${DOCUMENTS} documents, seconds`, ours, GOAL, shown, loop),
    finding(`${what}, times the bare calls`, ours / bare, SHARE, shown, loop),
  ];
}

async function fullVolume(root: string): Promise<Volume> {
  const volume = volumeAt(root);
  furnish(volume);
  const store = await Store.open(volume);
  await forEach(Array.from({ length: DOCUMENTS }).keys(), 20, (index) =>
    store.add(
      { name: `${index}.txt`, by: 'Ana', most: 1e9 },
      (async function* () {
        yield randomBytes(2_000);
      })(),
    ),
  );
  return volume;
}

function forgetReceipts({ documents }: Volume): void {
  for (const name of readdirSync(documents)) if (name.endsWith('.s3')) rmSync(join(documents, name));
}

/** Seconds of one run, the start of its process included. */
async function run(
  home: string,
  ground: Parameters<typeof installed>[1],
  program: 'backup' | 'restore',
  root: string,
): Promise<number> {
  const it = await installed(mkdtempSync(join(home, 'machine-')), ground);
  it.mount(root);
  const start = performance.now();
  const { code, said } = await it.run(program);
  const seconds = (performance.now() - start) / 1000;
  const done = JSON.parse(said.trim().split('\n').at(-1) ?? '');
  if (code !== 0 || (done.copied ?? done.restored) !== DOCUMENTS) throw new Error(`${program}: ${said}`);
  return seconds;
}
