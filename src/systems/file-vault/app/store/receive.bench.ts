// Uploads to the application of the bundle: the time of one document beside `dd conv=fsync` and `sha256sum` of the same file, and
// the most memory of the process with 5 GiB.

import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Finding, finding, inTurns } from '../../../../testing/bench/measure.ts';
import { ACCOUNT, withCloud } from '../../../../testing/bench/surroundings.ts';
import { installed } from '../testing/installed.ts';
import { volumeAt } from './volume.ts';

const MIB = 1024 ** 2;
const GIB = 1024 * MIB;
const ROUNDS = 3;

interface App {
  readonly home: string;
  readonly root: string;
  readonly pid: number;
  put(body: AsyncIterable<Buffer>, bytes: number): Promise<void>;
}

async function withApp(body: (app: App) => Promise<Finding[]>): Promise<Finding[]> {
  return withCloud(async (home, { endpoint }) => {
    const account = String(ACCOUNT.AWS_ACCESS_KEY_ID);
    const place = { endpoint, account, bucket: 'none', logGroup: 'none' };
    const it = await installed(mkdtempSync(join(home, 'machine-')), place);
    const root = mkdtempSync(join(home, 'volume-'));
    it.mount(root);
    try {
      const { child, url } = await it.app();
      const cookie = await it.cookie('Ana');
      const put = (content: AsyncIterable<Buffer>, bytes: number) =>
        send(`${url}/files?name=a`, cookie, content, bytes);
      return await body({ home, root, pid: Number(child.pid), put });
    } finally {
      it.end();
    }
  });
}

/** Each round writes the document twice and reads it twice, so 1 GiB takes about a minute on a free machine. */
export const speed = (mebibytes: number): Promise<Finding[]> =>
  withApp(async ({ home, root, put }) => {
    const [source, copy] = [join(home, 'source'), join(home, 'copy')];
    execFileSync('dd', ['if=/dev/urandom', `of=${source}`, 'bs=1M', `count=${mebibytes}`, 'status=none']);
    const { ours, theirs } = await inTurns(ROUNDS, {
      async ours() {
        const seconds = await timed(() => put(createReadStream(source, { highWaterMark: MIB }), mebibytes * MIB));
        rmSync(volumeAt(root).documents, { recursive: true });
        execFileSync('mkdir', [volumeAt(root).documents]);
        return seconds;
      },
      async theirs() {
        const seconds = await timed(async () => {
          execFileSync('dd', [`if=${source}`, `of=${copy}`, 'bs=1M', 'conv=fsync', 'status=none']);
          execFileSync('sha256sum', [copy]);
        });
        rmSync(copy);
        return seconds;
      },
    });
    const beside = `${theirs.toFixed(2)} s, dd conv=fsync and sha256sum`;
    return [finding(`upload of ${mebibytes} MiB`, theirs / ours, { atLeast: 0.7 }, `${ours.toFixed(2)} s`, beside)];
  });

export const memory = (gibibytes = 5): Promise<Finding[]> =>
  withApp(async ({ pid, put }) => {
    const idle = mostMegabytes(pid);
    await put(zeros(gibibytes * 1024), gibibytes * GIB);
    const most = mostMegabytes(pid);
    return [
      finding(
        `memory with an upload of ${gibibytes} GiB, MB`,
        most,
        { atMost: 120 },
        `${most} MB`,
        `${idle} MB before`,
      ),
    ];
  });

async function* zeros(mebibytes: number): AsyncGenerator<Buffer> {
  const piece = Buffer.alloc(MIB);
  for (let count = 0; count < mebibytes; count += 1) yield piece;
}

async function send(url: string, cookie: string, content: AsyncIterable<Buffer>, bytes: number): Promise<void> {
  const status = new Promise<number>((done, failed) => {
    const asked = request(url, { method: 'PUT', headers: { cookie, 'content-length': bytes } }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode ?? 0));
    });
    asked.once('error', failed);
    pipeline(content, asked).catch(failed);
  });
  if ((await status) !== 201) throw new Error(`the vault answered ${await status}`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The most memory that the process ever held (proc(5), VmHWM). Only on Linux. */
const mostMegabytes = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000);
