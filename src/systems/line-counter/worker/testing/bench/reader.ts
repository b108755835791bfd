// One way to count a large object, in its own process: `reader WAY LINE BYTES BEFORE` first reads BEFORE objects of a
// megabyte, then prints seconds of CPU for the large one, and the most memory that it used. The way `usual` is the
// first handler that most people write, with the SDK's defaults. It verifies the checksum too.

import type { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Tally } from '../../../../../runtime/count-lines.ts';
import { borrowKernel, giveBack } from '../../../../../runtime/kernel/kernel.ts';
import { STAGE } from '../../../../../runtime/kernel/stage.ts';
import { countObject } from '../../s3-reading/object.ts';
import { ObjectStore } from '../../s3-reading/object-store.ts';

const [way = '', line = '', bytes = '', before = ''] = process.argv.slice(2);
const credentials = { accessKeyId: '000000000000', secretAccessKey: 'test' };
const region = 'us-east-1';
const Bucket = 'bench';

async function bodyFrom(s3: S3Client, Key: string): Promise<Readable> {
  return (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body as Readable;
}

/** Our kernel as an extension of the SDK. */
class KernelChecksum {
  #kernel = borrowKernel();
  #filled = 0;

  update(chunk: Uint8Array) {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + STAGE - this.#filled);
      this.#kernel.stage.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled < STAGE) continue;
      this.#kernel.fold(STAGE);
      this.#filled = 0;
    }
  }
  async digest(): Promise<Uint8Array> {
    const digest = this.#kernel.digest(this.#filled);
    giveBack(this.#kernel);
    return digest;
  }
  reset() {}
}

const usual = new S3Client({ region, credentials });
const plugged = new S3Client({ region, credentials, checksumAlgorithms: { CRC64NVME: KernelChecksum } });
const store = new ObjectStore({ region, credentials, endpoint: process.env.AWS_ENDPOINT_URL });

const WAYS: Record<string, (key: string, size: number) => Promise<number>> = {
  async usual(key) {
    let newlines = 0;
    for await (const chunk of await bodyFrom(usual, key)) for (const byte of chunk) if (byte === 10) newlines += 1;
    return newlines;
  },
  async plugged(key) {
    const tally = new Tally();
    for await (const chunk of await bodyFrom(plugged, key)) tally.add(chunk);
    return tally.end().count.newlines;
  },
  async ours(key, size) {
    const upload = { bucket: Bucket, key, size, sequencer: '01', uploadedAt: '' };
    const { checksum, newlines } = await countObject(store, upload, new AbortController().signal);
    if (checksum !== 'crc64nvme') throw new Error(`the checksum was not verified: ${checksum}`);
    return newlines;
  },
};

async function main(): Promise<void> {
  const read = async (size: number) => {
    const newlines = await WAYS[way]?.(`lines-${line}/${size}`, size);
    if (newlines !== Math.floor(size / Number(line))) throw new Error(`${way} counted ${newlines} newlines`);
  };
  for (let i = 0; i < Number(before); i += 1) await read(1_000_000);
  const start = process.cpuUsage();
  await read(Number(bytes));
  const { user, system } = process.cpuUsage(start);
  console.log(JSON.stringify({ seconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);
}

void main();
