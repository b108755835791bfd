// The worker in normal work, with repeats and unreadable messages: real S3, SNS, SQS and Valkey.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { storeFor, stubServer } from '../testing/cache.ts';
import type { Store } from './s3-reading/object-store.ts';
import { workplace } from './testing/workplace.ts';

const place = workplace();
const { id, namespace, versioned, plain, run, put, message, recordOf, mails } = place;
beforeAll(place.open);
beforeEach(async () => {
  await mails();
  place.numbers();
});
afterAll(place.close);

describe('counting', () => {
  test.each([
    'simples.txt',
    'pasta/relatório março 2025.csv',
    'a+b%20c%.txt',
    '🙂 日本.txt',
    'pasta vazia/',
    'ã'.repeat(450),
  ])('%s is read by its true name, from a bucket with versions and from one without', async (key) => {
    for (const bucket of [versioned, plain]) {
      const sent = await put(key, 'um\ndois\ntrês', bucket);
      expect(await run([message(sent)])).toEqual([]);
      const { etag, versionId, ...record } = (await recordOf(key, bucket)) ?? {};
      expect(etag).toBe(sent.s3.object.eTag);
      expect(versionId).toBe(sent.s3.object.versionId);
      expect(record).toEqual({
        bucket,
        key,
        status: 'counted',
        lines: 3,
        newlines: 2,
        bytes: 13,
        checksum: 'crc32',
        sequencer: sent.s3.object.sequencer,
        uploadedAt: sent.eventTime,
        countedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      });
    }
  });

  test('a larger file, read in many chunks', async () => {
    const content = Buffer.alloc(12_000_000, `${'x'.repeat(79)}\n`);
    await run([message(await put('large.txt', content))]);
    expect(await recordOf('large.txt')).toMatchObject({
      lines: 150_000,
      newlines: 150_000,
      bytes: 12_000_000,
    });
  });

  test('an empty file has no lines; a UTF-16 file is counted and flagged', async () => {
    await run([message(await put('empty.txt', ''), await put('utf16.txt', Buffer.from('\ufeffa\nb', 'utf16le')))]);
    expect(await recordOf('empty.txt')).toMatchObject({ status: 'counted', lines: 0, bytes: 0 });
    expect(await recordOf('utf16.txt')).toMatchObject({ status: 'counted', lines: 2, encoding: 'utf-16' });
  });

  test('the count is that of the event’s version, not of the newest one', async () => {
    const first = await put('versions.txt', 'one\n');
    await put('versions.txt', 'one\ntwo\n');
    await run([message(first)]);
    expect(await recordOf('versions.txt')).toMatchObject({ lines: 1 });
  });

  test('without versions, a file overwritten before it was read waits for its newer event', async () => {
    const first = await put('over.txt', 'one\n', plain);
    const second = await put('over.txt', 'one\ntwo\n', plain);
    expect(await run([message(first)])).toEqual([]);
    expect(await recordOf('over.txt', plain)).toBeUndefined();
    await run([message(second)]);
    expect(await recordOf('over.txt', plain)).toMatchObject({ lines: 2 });
  });
});

describe('a batch', () => {
  test('two records in a message, a test event, a removal, and a poison message between good ones', async () => {
    const removal = { ...(await put('r.txt', 'x')), eventName: 'ObjectRemoved:Delete' };
    const bodies = [
      message(await put('b1.txt', '1'), await put('b2.txt', '1\n2')),
      'poison',
      { Service: 'Amazon S3', Event: 's3:TestEvent' },
      message(removal),
      message(await put('b3.txt', '1\n2\n3')),
    ];
    expect(await run(bodies)).toEqual(['m1']);
    expect(place.numbers()).toMatchObject({ FilesCounted: [1, 1, 1], PermanentFailures: 1, MessagesReturned: 1 });
    for (const [i, key] of ['b1.txt', 'b2.txt', 'b3.txt'].entries()) {
      expect(await recordOf(key)).toMatchObject({ lines: i + 1 });
    }
    expect(await recordOf('r.txt')).toBeUndefined();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.Subject).toBe(`${namespace}: 3 arquivos contados, 1 com falha`);
    expect(mail?.Message).toContain('the message is not JSON');
  });

  test('an unreadable message returns until it is a dead letter; it is mailed and counted once', async () => {
    for (let receive = 1; receive <= 5; receive += 1) expect(await run(['nobody reads this'])).toEqual(['m0']);
    expect(place.numbers()).toMatchObject({ PermanentFailures: 1, MessagesReturned: [1, 1, 1, 1, 1] });
    const all = await mails();
    expect(all).toHaveLength(1);
    expect(all[0]?.Message).toContain('the message is not JSON');
  });

  test('fifty messages, one with a network error: only that one returns', async () => {
    const bodies = [];
    for (let i = 0; i < 50; i += 1) bodies.push(message(await put(`fifty/${i}`, '\n'.repeat(i))));
    const store = storeFor(id);
    const throttled: Store = {
      async open(upload, signal) {
        if (upload.key !== 'fifty/17') return store.open(upload, signal);
        throw Object.assign(new Error('Please reduce your request rate.'), { name: 'SlowDown' });
      },
    };
    expect(await run(bodies, { s3: throttled })).toEqual(['m17']);
    expect(await recordOf('fifty/49')).toMatchObject({ lines: 49 });
    expect(await recordOf('fifty/17')).toBeUndefined();
  });

  test.each([
    [1e6, 6],
    [2e8, 1],
  ])('files of %i bytes are read %i at a time', async (size, width) => {
    let [open, most] = [0, 0];
    const { endpoint, close } = await stubServer((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.writeHead(200, { 'content-length': 1 }).end('x');
      }, 50);
    });
    const bodies = [];
    for (let i = 0; i < 6; i += 1) {
      const sent = await put(`width/${size}/${i}`, 'x');
      sent.s3.object.size = size;
      bodies.push(message(sent));
    }
    expect(await run(bodies, { s3: storeFor(id, endpoint) })).toEqual([]);
    close();
    expect(most).toBe(width);
  });

  test('when the second record of a message fails, the first stays counted and is mailed once', async () => {
    const first = await put('half-1.txt', 'a');
    const second = await put('half-2.txt', 'b');
    const { endpoint, close } = await stubServer((_, response) => response.writeHead(503).end());
    const broken = storeFor(id, endpoint, 1);
    await run([message(first)]);
    expect(await run([message(first, second)], { s3: broken })).toEqual(['m0']);
    close();
    expect(await run([message(first, second)])).toEqual([]);
    const text = (await mails()).map(({ Message }) => Message).join();
    expect(text.match(/half-1/g)).toHaveLength(1);
    expect(text.match(/half-2/g)).toHaveLength(1);
  });
});

describe('repeats', () => {
  test('a duplicate is counted once, announced once, and not even read again', async () => {
    const sent = await put('dup.txt', 'a\n');
    await run([message(sent), message(sent)]);
    const before = await recordOf('dup.txt');
    const { endpoint, close } = await stubServer((_, response) => response.writeHead(500).end());
    expect(await run([message(sent)], { s3: storeFor(id, endpoint, 1) })).toEqual([]);
    close();
    expect(await recordOf('dup.txt')).toEqual(before);
    const all = await mails();
    expect(all).toHaveLength(1);
    expect(all[0]?.Message.match(/dup\.txt/g)).toHaveLength(1);
  });

  test('events that come in the wrong order leave the newer count', async () => {
    const first = await put('order.txt', 'a\n');
    const second = await put('order.txt', 'a\nb\n');
    await run([message(second)]);
    await run([message(first)]);
    expect(await recordOf('order.txt')).toMatchObject({ lines: 2 });
    expect(await mails()).toHaveLength(1);
  });

  test('a newer version is announced as one', async () => {
    await run([message(await put('new.txt', 'a\n'))]);
    await run([message(await put('new.txt', 'a\nb\n'))]);
    const second = (await mails()).find(({ Message }) => Message.includes('2 linhas'));
    expect(second?.Message).toContain('new.txt (nova versão)');
  });
});
