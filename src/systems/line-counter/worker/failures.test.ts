// The worker with faults: permanent failures, messages that return, and stops in time. The faults are injected below
// the SDK.

import { readFileSync } from 'node:fs';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { connectToCache } from '../cache.ts';
import { nameOf } from '../cache-keys.ts';
import { storeFor, stubServer, testCache } from '../testing/cache.ts';
import { Ledger } from './ledger.ts';
import { MailSlot } from './mail-slot.ts';
import { flakyProxy } from './testing/flaky-proxy.ts';
import { workplace } from './testing/workplace.ts';

const place = workplace();
const { id, s3, cache, keys, versioned, plain, run, put, message, recordOf, mails } = place;
beforeAll(place.open);
beforeEach(async () => {
  await mails();
  place.numbers();
});
afterAll(place.close);

/** The same with an event so old that a 404 of S3 means that the file is gone. */
const old = <Sent extends { eventTime: string }>(sent: Sent) => ({
  ...sent,
  eventTime: new Date(Date.now() - 21 * 60_000).toISOString(),
});

describe('permanent failures are recorded and mailed, and their messages are deleted', () => {
  const failed = (reason: string) => ({ status: 'failed', reason });

  test('a file deleted before it was read, with and without versions', async () => {
    const gone = old(await put('gone.txt', 'a', plain));
    await s3.send(new DeleteObjectCommand({ Bucket: plain, Key: 'gone.txt' }));
    const erased = old(await put('gone.txt', 'a'));
    const { versionId } = erased.s3.object;
    await s3.send(new DeleteObjectCommand({ Bucket: versioned, Key: 'gone.txt', VersionId: versionId }));
    expect(await run([message(gone), message(erased)])).toEqual([]);
    for (const bucket of [plain, versioned]) {
      const record = await recordOf('gone.txt', bucket);
      expect(record).toMatchObject(failed('gone before it was read'));
      expect(record).not.toHaveProperty('lines');
    }
    expect((await mails())[0]?.Message).toContain('NÃO FOI CONTADO: o arquivo já não existia');
  });

  test('too large, and badly encoded', async () => {
    const large = await put('toolarge.txt', 'abcdef');
    const twisted = await put('twisted.txt', 'a');
    twisted.s3.object.key = 'x%E0%A4%A.txt';
    expect(await run([message(large), message(twisted)], { maxBytes: 5 })).toEqual([]);
    expect(await recordOf('toolarge.txt')).toMatchObject(failed('too large'));
    expect(await recordOf('x%E0%A4%A.txt')).toMatchObject(failed('the key is badly encoded'));
  });

  test.each([
    [403, 'InvalidObjectState', 'archived'],
    [404, 'NoSuchVersion', 'gone before it was read'],
    [405, 'MethodNotAllowed', 'gone before it was read'],
  ])('S3 answers %i %s: %s', async (status, code, reason) => {
    const { endpoint, close } = await stubServer((_, response) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`),
    );
    expect(await run([message(old(await put(code, 'a')))], { s3: storeFor(id, endpoint) })).toEqual([]);
    close();
    expect(await recordOf(code)).toMatchObject(failed(reason));
  });

  test('a repeat after the file was deleted keeps the count', async () => {
    const sent = await put('kept.txt', 'a\n', plain);
    await run([message(sent)]);
    await s3.send(new DeleteObjectCommand({ Bucket: plain, Key: 'kept.txt' }));
    await run([message(sent)]);
    expect(await recordOf('kept.txt', plain)).toMatchObject({ status: 'counted', lines: 1 });
  });
});

describe('messages with transient failures return to the queue', () => {
  test.each([
    ['throttled', 503, '<Error><Code>SlowDown</Code></Error>'],
    ['not allowed (yet)', 403, '<Error><Code>AccessDenied</Code></Error>'],
    ['broken', 500, ''],
  ])('S3 %s', async (name, status, body) => {
    const { endpoint, close } = await stubServer((_, response) => response.writeHead(status).end(body));
    expect(await run([message(await put(name, 'a'))], { s3: storeFor(id, endpoint, 1) })).toEqual(['m0']);
    close();
    expect(await recordOf(name)).toBeUndefined();
    expect(await mails()).toEqual([]);
  });

  test.each(['NoSuchKey', 'NoSuchVersion'])(
    '%s for a file of a moment ago comes back, because versioning may not be in force yet; later it is counted',
    async (code) => {
      const sent = await put(`young-${code}`, 'a\nb');
      const { endpoint, close } = await stubServer((_, response) =>
        response.writeHead(404).end(`<Error><Code>${code}</Code></Error>`),
      );
      expect(await run([message(sent)], { s3: storeFor(id, endpoint) })).toEqual(['m0']);
      close();
      expect(await recordOf(`young-${code}`)).toBeUndefined();
      expect(await mails()).toEqual([]);
      expect(await run([message(sent)])).toEqual([]);
      expect(await recordOf(`young-${code}`)).toMatchObject({ status: 'counted', lines: 2 });
    },
  );

  test('a stream that breaks or ends too early gives no count', async () => {
    const sent = await put('torn.txt', 'a\n'.repeat(500));
    for (const end of ['destroy', 'short'] as const) {
      const { endpoint, close } = await stubServer((_, response) => {
        if (end === 'short') response.writeHead(200, { 'x-amz-version-id': '1', connection: 'close' });
        else response.writeHead(200, { 'content-length': 1_000 });
        response.write('a\n');
        setTimeout(() => (end === 'short' ? response.end() : response.destroy()), 20);
      });
      expect(await run([message(sent)], { s3: storeFor(id, endpoint, 1) })).toEqual(['m0']);
      close();
    }
    expect(await recordOf('torn.txt')).toBeUndefined();
  });

  test('the cache is down: all messages return within seconds, and no mail is sent', async () => {
    const away = testCache(1);
    const bodies = [message(await put('away-1', 'a')), message(await put('away-2', 'a'))];
    const start = Date.now();
    expect(await run(bodies, { ledger: new Ledger(away, keys) })).toEqual(['m0', 'm1']);
    expect(Date.now() - start).toBeLessThan(4_000);
    away.disconnect();
    expect(await mails()).toEqual([]);
  });

  test('a connection that broke while the function was frozen costs a second, and no message returns', async () => {
    const { host, port, ca } = inject('cloud').cache;
    const line = await flakyProxy({ host, port });
    const slept = connectToCache({ host, port: line.port, ca: readFileSync(ca, 'utf8') }, () => {});
    const parts = { ledger: new Ledger(slept, keys), mailSlot: new MailSlot(slept, keys, { betweenMails: 20 }) };
    expect(await run([message(await put('before-sleep', 'a'))], parts)).toEqual([]);
    line.stall();
    const bodies = [message(await put('after-sleep-1', 'a')), message(await put('after-sleep-2', 'a\n\n'))];
    expect(await run(bodies, parts)).toEqual([]);
    slept.disconnect();
    line.close();
    expect(await recordOf('after-sleep-2')).toMatchObject({ status: 'counted', lines: 2 });
    const told = (await mails()).map(({ Message }) => Message).join();
    expect(told.match(/after-sleep-1/g)).toHaveLength(1);
  });

  test('SNS is down: one message returns, and its retry sends everything that waits, once', async () => {
    const sent = await put('untold.txt', 'a\n');
    const told = await put('told.txt', 'a\n');
    await run([message(told)]);
    await mails();
    const bodies = [message(sent), message(told), { Event: 's3:TestEvent' }, 'poison'];
    const { endpoint, close } = await stubServer((_, response) => response.writeHead(500).end());
    expect(await run(bodies, { publish: place.publishAt(endpoint) })).toEqual(['m2', 'm3']); // the smallest, and the unreadable one
    close();
    const counted = await recordOf('untold.txt');
    expect(counted).toMatchObject({ status: 'counted', lines: 1 });
    expect(await run([message(sent)])).toEqual([]);
    expect(await run([message(sent)])).toEqual([]);
    expect(await recordOf('untold.txt')).toEqual(counted);
    const all = await mails();
    expect(all).toHaveLength(1);
    expect(all[0]?.Message).toContain('untold.txt');
    expect(all[0]?.Message).not.toContain('\ntold.txt');
    expect(all[0]?.Message).toContain('the message is not JSON');
    expect(await cache.zscore(keys.pending, nameOf({ bucket: versioned, key: 'untold.txt' }))).toBeNull();
  });

  test('a service that does not answer is given up long before the time-out', async () => {
    const sent = await put('silence.txt', 'a');
    const { endpoint, close } = await stubServer(() => {});
    const start = Date.now();
    expect(await run([message(sent)], { publish: place.publishAt(endpoint) })).toEqual(['m0']);
    expect(Date.now() - start).toBeLessThan(7_000);
    close();
  });
});

describe('the deadline', () => {
  test('with no time left nothing is started and all messages return', async () => {
    const bodies = [message(await put('late-1', 'a')), message(await put('late-2', 'a'))];
    expect(await run(bodies, {}, 0)).toEqual(['m0', 'm1']);
    expect(await recordOf('late-1')).toBeUndefined();
  });

  test('a running stream is aborted in time; finished work stays finished', async () => {
    const quick = await put('quick.txt', 'a\n');
    await run([message(quick)]);
    await mails();
    const { endpoint, close } = await stubServer((request, response) => {
      response.writeHead(200, { 'content-length': 1e9 });
      const drip = setInterval(() => response.write('drip\n'), 20);
      request.on('close', () => clearInterval(drip));
    });
    const start = Date.now();
    const slow = message(await put('slow.txt', 'a'));
    expect(await run([slow, message(quick)], { s3: storeFor(id, endpoint) }, 1_500)).toEqual(['m0']);
    expect(Date.now() - start).toBeLessThan(1_400);
    close();
    expect(await recordOf('slow.txt')).toBeUndefined();
    expect(await recordOf('quick.txt')).toMatchObject({ lines: 1 });
  });
});
