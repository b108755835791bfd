// S3 for benchmarks: objects of any size over TLS. Their bytes are computed, so nothing is stored. The key
// "lines-80/10000000000" means ten billion bytes in lines of 80. The checksum is S3's own, CRC64NVME.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Tally } from '../../runtime/count-lines.ts';

const [ca = '', key = ''] = process.argv.slice(2);
const checksums = new Map<string, string>();

/** The content piece by piece: whole lines, about a quarter of a megabyte each. */
function* pieces(line: number, size: number): Generator<Buffer> {
  const text = Buffer.alloc(line * Math.ceil(262_144 / line), `${'x'.repeat(line - 1)}\n`);
  for (let left = size; left > 0; left -= text.length) yield left < text.length ? text.subarray(0, left) : text;
}

function checksumOf(line: number, size: number): string {
  const known = checksums.get(`${line}/${size}`);
  if (known) return known;
  const tally = new Tally('crc64nvme');
  for (const piece of pieces(line, size)) tally.add(piece);
  const { checksum } = tally.end();
  checksums.set(`${line}/${size}`, checksum);
  return checksum;
}

const server = createServer({ cert: readFileSync(ca), key: readFileSync(key) }, async (request, response) => {
  const [, line, size] = (request.url ?? '').match(/\/lines-(\d+)\/(\d+)(?:\?|$)/)?.map(Number) ?? [];
  if (line === undefined || size === undefined) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-length': size,
    'content-type': 'text/plain',
    'x-amz-checksum-crc64nvme': checksumOf(line, size),
    'x-amz-checksum-type': 'FULL_OBJECT',
  });
  for (const piece of pieces(line, size)) {
    if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve));
  }
  return response.end();
});

server.listen(0, '127.0.0.1', () => console.log(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
