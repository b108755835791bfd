// One way to examine a large text file, in its own process: `reader WAY BYTES LINE` prints seconds of CPU for lines of LINE bytes. The way `usual` is the
// handler that most people write: the SDK with its defaults, which verify S3's checksum in JavaScript, and text that is split
// into lines. The way `unverified` is the same without the checksum, which ours leaves out too. The way `transport` only takes
// the bytes from S3: no handler can cost less.

import type { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { objectReader } from '../../../../../runtime/read-object.ts';
import { examine } from '../../examine.ts';

const [way = '', bytes = '', line = ''] = process.argv.slice(2);
const settings = { region: 'us-east-1', credentials: { accessKeyId: '000000000000', secretAccessKey: 'test' } };
/** As writer/handler.ts makes it. */
const withoutChecksum = new S3Client({ ...settings, responseChecksumValidation: 'WHEN_REQUIRED' });
const LINE = Number(line);
const Bucket = 'bench';

const bodyOf = async (s3: S3Client, Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body as Readable;

async function split(body: Readable): Promise<number> {
  let lines = 0;
  let rest = '';
  for await (const chunk of body.setEncoding('utf8')) {
    const pieces = (rest + chunk).split('\n');
    rest = pieces.pop() ?? '';
    lines += pieces.length;
  }
  return lines + (rest ? 1 : 0);
}

const WAYS: Record<string, (key: string) => Promise<number>> = {
  usual: async (key) => split(await bodyOf(new S3Client(settings), key)),
  unverified: async (key) => split(await bodyOf(withoutChecksum, key)),
  async ours(key) {
    const event = { bucket: Bucket, key, name: 'ObjectCreated:Put', sequencer: '01', at: '' };
    const { body } = await objectReader(withoutChecksum)(event as never, new AbortController().signal);
    return (await examine('bench.txt', body)).lines ?? 0;
  },
  async transport(key) {
    let length = 0;
    for await (const chunk of await bodyOf(withoutChecksum, key)) length += chunk.length;
    return Math.ceil(length / LINE);
  },
};

async function main(): Promise<void> {
  const read = async (size: number) => {
    const lines = await WAYS[way]?.(`lines-${LINE}/${size}`);
    if (lines !== Math.ceil(size / LINE)) throw new Error(`${way} found ${lines} lines`);
  };
  await read(8e6); // warm
  const start = process.cpuUsage();
  await read(Number(bytes));
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ seconds: (user + system) / 1e6 }));
  process.exit(0);
}

void main();
