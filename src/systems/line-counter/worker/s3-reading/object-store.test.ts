// How often and how long S3 is asked, with a server of ours that gives all kinds of answers.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { account, randomAccount, storeFor, stubServer, uploadOf } from '../../testing/cache.ts';
import { ObjectStore } from './object-store.ts';

const id = randomAccount();
const never = new AbortController().signal;
describe('attempts', () => {
  /** Answers with these statuses, one after the other, then with 200. Gives the number of requests. */
  async function moody(answers: (number | string)[], attempts?: number) {
    let asked = 0;
    const { endpoint, close } = await stubServer((request, response) => {
      const answer = answers[asked];
      asked += 1;
      if (answer === 'reset') return request.socket.resetAndDestroy();
      const [status, code] = typeof answer === 'string' ? answer.split(' ') : [answer];
      return response.writeHead(Number(status ?? 200)).end(code ? `<Error><Code>${code}</Code></Error>` : 'x');
    });
    const name = await storeFor(id, endpoint, attempts)
      .open(uploadOf('a'), never)
      .then(
        (answer) => answer.resume().statusCode,
        (error) => error.name,
      );
    close();
    return { name, asked };
  }

  test.each([
    [[503, '503 SlowDown'], 200, 3],
    [['429', '400 RequestTimeout'], 200, 3],
    [['reset', 'reset'], 200, 3],
    [['503 SlowDown', '503 SlowDown', '503 SlowDown'], 'SlowDown', 3],
    [[500, 500, 500], 'Status500', 3],
    [['403 AccessDenied'], 'AccessDenied', 1],
    [['404 NoSuchKey'], 'NoSuchKey', 1],
    [['412 PreconditionFailed'], 'PreconditionFailed', 1],
    [['301 PermanentRedirect'], 'PermanentRedirect', 1],
  ])('%j: %s, asked %i times', async (answers, name, asked) => {
    expect(await moody(answers)).toEqual({ name, asked });
  });

  test('a connection is used again, and replaced when S3 has closed it meanwhile', async () => {
    const used = new Set<object>();
    let asked = 0;
    const { endpoint, close } = await stubServer(({ socket }, response) => {
      asked += 1;
      if (used.has(socket)) return socket.destroy();
      used.add(socket);
      return response.end('x');
    });
    const store = storeFor(id, endpoint);
    for (let round = 0; round < 3; round += 1) {
      const answer = await store.open(uploadOf('a'), never);
      for await (const piece of answer) expect(String(piece)).toBe('x');
    }
    close();
    expect({ asked, connections: used.size }).toEqual({ asked: 5, connections: 3 });
  });

  test('no TLS handshake, or no answer: given up in time', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const open = (scheme: string) =>
      new ObjectStore({ ...account(id, `${scheme}://127.0.0.1:${port}`), attempts: 1 }).open(uploadOf('a'), never);
    await Promise.all([
      expect(open('https')).rejects.toThrow('No connection to S3 within 1500 ms.'),
      expect(open('http')).rejects.toThrow('S3 was silent for 5000 ms.'),
    ]);
    silent.close();
  });

  test('an abort ends it with its own reason, before, while waiting for an answer, and between attempts', async () => {
    const { endpoint, close } = await stubServer((request, response) => {
      if (request.url?.endsWith('/busy')) response.writeHead(503).end();
    });
    const store = storeFor(id, endpoint, 1_000);
    await expect(store.open(uploadOf('a'), AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    for (const key of ['silent', 'busy']) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error('time is up')), 100);
      await expect(store.open(uploadOf(key), stop.signal)).rejects.toThrow('time is up');
    }
    close();
  });
});
