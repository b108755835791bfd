// The vault's programs as an instance runs them: from the bundle, as processes, with a folder as the volume. For tests
// (machine.ts) and for benchmarks.

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import AdmZip from 'adm-zip';
import { vaultBundle } from '../../machine/bundle.ts';
import type { KeyPlace } from '../http/invitation-key.ts';
import { PAGE, testDoor } from './door.ts';

export interface Ground {
  readonly endpoint: string;
  readonly account: string;
  readonly bucket: string;
  readonly logGroup: string;
  /** Where the key of the invitations lies; default: a new one, for `cookie`. */
  readonly invitations?: KeyPlace;
  /** More variables: the keys of a role. */
  readonly env?: Readonly<Record<string, string>>;
}

type Program = 'app' | 'backup' | 'restore';
/** Starts a process. A test may put something in between. */
type Begin = (command: string, args: string[], options: SpawnOptions) => ChildProcess;

export type Machine = Awaited<ReturnType<typeof installed>>;

/** @param home an empty folder */
export async function installed(home: string, ground: Ground) {
  const { endpoint, account, bucket, logGroup } = ground;
  const running = new Set<ChildProcess>();
  new AdmZip(Buffer.from(vaultBundle())).extractAllTo(home);
  const { cookie, publicKey } = testDoor();
  const invitations = ground.invitations ?? (await keyOf(ground, publicKey));
  const settings = join(home, 'settings.json');
  const mount = (root: string) =>
    writeFileSync(
      settings,
      JSON.stringify({
        ...{ root, port: 0, region: 'us-east-1', bucket, logGroup, audience: PAGE, invitations },
        maxBytes: 5 * 1024 ** 3,
      }),
    );
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    VAULT_INSTANCE: 'i-test',
    ...ground.env,
  };
  const start = (program: Program, begin: Begin = spawn): ChildProcess => {
    const stdio: SpawnOptions['stdio'] = ['ignore', 'pipe', 'pipe', 'ipc'];
    const child = begin(process.execPath, [join(home, `${program}.mjs`), settings], { env, stdio });
    running.add(child);
    return child;
  };
  return {
    mount,
    cookie,
    /** Kills what still runs. */
    end() {
      for (const child of running) child.kill('SIGKILL');
    },
    /** Its port, when it listens. */
    async app(begin?: Begin) {
      const child = start('app', begin);
      const said = heard(child);
      const port = await new Promise<number>((ready, failed) => {
        child.once('message', (message: { port: number }) => ready(message.port));
        child.once('exit', (code, signal) => failed(new Error(`the application ended (${code ?? signal}): ${said()}`)));
      });
      return { child, url: `http://127.0.0.1:${port}` };
    },
    start,
    /** Runs a program to its end. @returns what it printed last */
    async run(program: 'backup' | 'restore') {
      const child = start(program);
      const said = heard(child);
      const code = await ended(child);
      return { code, said: said() };
    },
  };
}

/** Puts the key where the application reads it. */
async function keyOf({ endpoint, account }: Ground, publicKey: object): Promise<KeyPlace> {
  const place = { bucket: `boot-${randomUUID()}`, key: 'boot/invitations.json' };
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const s3 = new S3Client({ region: 'us-east-1', endpoint, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: place.bucket }));
  const put = { Bucket: place.bucket, Key: place.key, Body: JSON.stringify(publicKey) };
  await s3.send(new PutObjectCommand(put));
  return place;
}

/** Exit code, or the signal that ended it. */
export const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done(child.exitCode ?? child.signalCode);
    else child.once('exit', (code, signal) => done(code ?? signal));
  });

function heard(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      text += data;
    });
  return () => text;
}
