// What a line is, for every way to cut the bytes and for every size.

import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { countLines, Tally } from './count-lines.ts';
import { STAGE } from './kernel/stage.ts';

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

test.each<[string, string | Uint8Array, number, number]>([
  ['nothing', '', 0, 0],
  ['a line without an end', 'a', 0, 1],
  ['a line', 'a\n', 1, 1],
  ['two lines, the last without an end', 'a\nb', 1, 2],
  ['blank lines', '\n\n\n', 3, 3],
  ['one blank line', '\n', 1, 1],
  ['Windows', 'a\r\nb\r\n', 2, 2],
  ['Windows, the last without an end', 'a\r\nb', 1, 2],
  ['an old Macintosh', 'a\rb\rc', 0, 1],
  ['a UTF-8 mark alone', '\ufeff', 0, 1],
  ['a UTF-8 mark and lines', '\ufeffação\nnão\n', 2, 2],
  ['characters of many bytes', 'çãé\n日本\n🙂', 2, 3],
  ['line separators that are none here', 'a\u2028b\u0085c\vd\fe', 0, 1],
  ['invalid UTF-8', Uint8Array.of(0xff, 0x0a, 0xc3, 0x0a, 0x80), 2, 3],
  ['zero bytes', Uint8Array.of(0, 10, 0, 0, 10), 2, 2],
])('%s', async (_, content, newlines, lines) => {
  const bytes = Buffer.from(content).length;
  expect(await countLines(chunks(content))).toEqual({ bytes, newlines, lines });
});

test.each([
  ['little endian', utf16('a\nb')],
  ['big endian', utf16('a\nb').swap16()],
])('UTF-16, %s, is flagged, also when its mark comes in two chunks', async (_, content) => {
  const expected = { bytes: 8, newlines: 1, lines: 2, encoding: 'utf-16' };
  expect(await countLines(chunks(content))).toEqual(expected);
  expect(await countLines(chunks(content.subarray(0, 1), '', content.subarray(1)))).toEqual(expected);
});

test('a newline at the edge of a chunk counts once, and an empty chunk counts nothing', async () => {
  expect(await countLines(chunks('a\n', '\nb', '', '\n', ''))).toEqual({ bytes: 5, newlines: 3, lines: 3 });
});

test('cuts make no difference: 500 random contents, randomly cut, against a simple count', async () => {
  const dice = (sides: number) => Math.floor(Math.random() * sides);
  for (let round = 0; round < 500; round += 1) {
    const alphabet = Buffer.from([10, 13, 0, 0xff, 0xfe, 97].slice(0, 1 + dice(6)));
    const content = Buffer.from(Array.from({ length: dice(200) }, () => alphabet[dice(alphabet.length)] ?? 0));
    const parts: Buffer[] = [];
    for (let at = 0; at < content.length; ) {
      const size = dice(40);
      parts.push(content.subarray(at, at + size));
      at += size;
    }
    const text = content.toString('latin1');
    const newlines = text.split('\n').length - 1;
    const lines = text === '' ? 0 : newlines + (text.endsWith('\n') ? 0 : 1);
    const marked = text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff');
    const expected = { bytes: content.length, newlines, lines, ...(marked && { encoding: 'utf-16' }) };
    expect(await countLines(chunks(...parts)), JSON.stringify(text)).toEqual(expected);
  }
});

test('newlines and the last line at every border of the buffer', async () => {
  for (const length of [STAGE - 1, STAGE, STAGE + 1, 3 * STAGE, 3 * STAGE + 1]) {
    const content = Buffer.alloc(length, 'x');
    for (const border of [STAGE, 2 * STAGE, 3 * STAGE]) {
      if (border - 1 < length) content[border - 1] = 0x0a;
      if (border < length) content[border] = 0x0a;
    }
    const newlines = content.filter((byte) => byte === 0x0a).length;
    const lines = content.at(-1) === 0x0a ? newlines : newlines + 1;
    for (const chunk of [length, 16_384, 1_000]) {
      const parts = Array.from({ length: Math.ceil(length / chunk) }, (_, i) =>
        content.subarray(i * chunk, (i + 1) * chunk),
      );
      expect(await countLines(chunks(...parts))).toEqual({ bytes: length, newlines, lines });
    }
  }
});

test('two streams at once do not mix, and a broken one leaves nothing behind', () => {
  const content = randomBytes(2 * STAGE + 100);
  const alone = new Tally('crc64nvme');
  alone.add(content);
  const expected = alone.end();
  const broken = new Tally('crc64nvme');
  broken.add(content.subarray(0, STAGE + 5));
  const [one, two] = [new Tally('crc64nvme'), new Tally('crc64nvme')];
  for (let at = 0; at < content.length; at += 10_000) {
    one.add(content.subarray(at, at + 10_000));
    two.add(content.subarray(at, at + 10_000));
  }
  expect(one.end()).toEqual(expected);
  expect(two.end()).toEqual(expected);
});

test("the checksum is that of S3, in S3's format", () => {
  const spelled = (algorithm?: 'crc64nvme' | 'crc32') => {
    const tally = new Tally(algorithm);
    tally.add(Buffer.from('123456789'));
    return tally.end().checksum;
  };
  const hex = (digits: string) => Buffer.from(digits, 'hex').toString('base64');
  expect(spelled('crc64nvme')).toBe(hex('ae8b14860a799888'));
  expect(spelled('crc32')).toBe(hex(crc32('123456789').toString(16)));
  expect(spelled()).toBe('');
});

test('memory stays flat: 1 GB holds at most 16 MB more than 1 MB, even as a single line', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  /** The most memory in use, in bytes, measured every 100 MB after garbage collection. */
  async function held(megabytes: number, fill: string): Promise<number> {
    let most = 0;
    async function* stream() {
      for (let i = 0; i < megabytes * 4; i += 1) {
        yield Buffer.alloc(250_000, fill);
        if (i % 400 > 0) continue;
        for (let twice = 0; twice < 2; twice += 1) {
          collect();
          await setImmediate(); // another thread frees array buffers a moment later
        }
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        most = Math.max(most, heapUsed + arrayBuffers);
      }
    }
    const { bytes } = await countLines(stream());
    expect(bytes).toBe(megabytes * 1e6);
    return most;
  }
  const small = await held(1, 'one line of text\n');
  for (const fill of [`${'x'.repeat(79)}\n`, 'x']) {
    expect((await held(1_000, fill)) - small).toBeLessThan(16e6);
  }
}, 60_000);
