// Requests that no page of ours sends: each gets the right status, leaves nothing on the volume, and the vault goes on.
// They are written byte for byte to a socket, because a well-behaved client would refuse to send most of them.

import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { testDoor } from '../testing/door.ts';
import { type OpenVault, openVault } from '../testing/open-vault.ts';

/** First line, headers and body; "HOST" and "COOKIE" stand for the right ones. */
type Hostile = readonly [what: string, status: number, text: string];

const put = (name: string, headers = '', body = 'abc') =>
  `PUT /files?name=${name} HTTP/1.1\r\nHOST\r\nCOOKIE\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;
const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHOST\r\nCOOKIE\r\n${headers}\r\n`;
const signIn = (body: string, headers = 'content-type: application/json\r\n') =>
  `POST /session HTTP/1.1\r\nHOST\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const ID = '00000000-0000-4000-8000-000000000000';

const HOSTILE: readonly Hostile[] = [
  ['a name with ..', 400, put('..')],
  ['a name with .', 400, put('.')],
  ['a path upwards', 400, put('..%2F..%2Fetc%2Fpasswd')],
  ['a path of Windows', 400, put('..%5C..%5Cboot.ini')],
  ['a slash', 400, put('a%2Fb')],
  ['an absolute path', 400, put('%2Fetc%2Fpasswd')],
  ['NUL', 400, put('a%00.txt')],
  ['a line end, for a forged header', 400, put('a%0D%0Aset-cookie:x')],
  ['a bell', 400, put('%07')],
  ['a right-to-left override', 400, put('exe.%E2%80%AEfdp')],
  ['a direction isolate', 400, put('%E2%81%A6a')],
  ['a line separator', 400, put('a%E2%80%A8b')],
  ['a byte order mark', 400, put('a%EF%BB%BFb')],
  ['an empty name', 400, put('')],
  ['only blanks', 400, put('%20%20')],
  ['256 bytes of a', 400, put('a'.repeat(256))],
  ['300 bytes of emoji', 400, put('%F0%9F%93%84'.repeat(75))],
  ['two names', 400, put('a&name=b')],
  ['no name', 400, `PUT /files HTTP/1.1\r\nHOST\r\nCOOKIE\r\ncontent-length: 1\r\n\r\na`],
  ['6 TB announced', 413, `PUT /files?name=a HTTP/1.1\r\nHOST\r\nCOOKIE\r\ncontent-length: 6000000000000\r\n\r\n`],
  ['a negative length', 400, `PUT /files?name=a HTTP/1.1\r\nHOST\r\nCOOKIE\r\ncontent-length: -1\r\n\r\n`],
  ['a length in words', 400, `PUT /files?name=a HTTP/1.1\r\nHOST\r\nCOOKIE\r\ncontent-length: many\r\n\r\n`],
  ['two lengths', 400, put('a', 'content-length: 5\r\n')],
  ['length and chunks: request smuggling', 400, put('a', 'transfer-encoding: chunked\r\n')],
  [
    'a chunk without a size',
    400,
    `PUT /files?name=a HTTP/1.1\r\nHOST\r\nCOOKIE\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
  ],
  ['a digest that is none', 400, put('a', 'content-digest: sha-256=:short:\r\n')],
  ['the digest of other content', 400, put('a', `content-digest: sha-256=:${'A'.repeat(43)}=:\r\n`)],
  ['a form of another site', 403, put('a', 'sec-fetch-site: cross-site\r\n')],
  ['a page of the same site, another origin', 403, put('a', 'sec-fetch-site: same-site\r\n')],
  ['a write from the address bar', 403, put('a', 'sec-fetch-site: none\r\n')],
  ['a read of another site', 403, get('/files', 'sec-fetch-site: cross-site\r\n')],
  ['another host: DNS rebinding', 403, `GET /files HTTP/1.1\r\nhost: attacker.example\r\nCOOKIE\r\n\r\n`],
  ['no host', 400, `GET /files HTTP/1.1\r\nCOOKIE\r\n\r\n`],
  ['nobody signed in', 401, `GET /files HTTP/1.1\r\nHOST\r\n\r\n`],
  ['a cookie of somebody else', 401, `GET /files HTTP/1.1\r\nHOST\r\ncookie: __Host-ada-dev-file-vault=${ID}\r\n\r\n`],
  ['a cookie that is no cookie', 401, `GET /files HTTP/1.1\r\nHOST\r\ncookie: ;;==;\x01\r\n\r\n`.replace('\x01', '')],
  ['an id that goes upwards', 404, get('/files/..%2F..%2Fetc%2Fpasswd')],
  ['an id with a suffix', 404, get(`/files/${ID}.json`)],
  ['an id of nobody', 404, get(`/files/${ID}`)],
  ['an id of 3,000 characters', 414, get(`/files/${'a'.repeat(3000)}`)],
  ['a broken percent sign', 400, get('/files/%zz')],
  ['a path outside', 404, get('/../../etc/passwd')],
  ['a method that nobody knows', 400, `STEAL /files HTTP/1.1\r\nHOST\r\nCOOKIE\r\n\r\n`],
  ['a delete', 404, `DELETE /files/${ID} HTTP/1.1\r\nHOST\r\nCOOKIE\r\n\r\n`],
  ['a limit of a million', 400, get('/files?limit=1000000')],
  ['a limit that is no number', 400, get('/files?limit=ten')],
  ['a cursor of somebody else', 400, get('/files?cursor=99')],
  ['two searches', 400, get('/files?search=a&search=b')],
  ['10,000 headers', 431, get('/files', Array.from({ length: 10_000 }, (_, at) => `x-${at}: 1\r\n`).join(''))],
  ['a header of 1 MB', 431, get('/files', `x-long: ${'a'.repeat(1_000_000)}\r\n`)],
  ['a sign-in that is not JSON', 400, signIn('{')],
  ['a sign-in of another type', 415, signIn('<a/>', 'content-type: text/xml\r\n')],
  ['a sign-in of 1 MB', 413, signIn(JSON.stringify({ invitation: 'a'.repeat(1_000_000) }))],
  ['a sign-in with a prototype', 400, signIn('{"__proto__":{"role":"operator"},"invitation":"a"}')],
  ['a sign-in with more', 400, signIn('{"invitation":["a"]}')],
  ['a wrong invitation', 401, signIn('{"invitation":"a"}')],
  ['an accountant who starts a backup', 403, `POST /backups HTTP/1.1\r\nHOST\r\nCOOKIE\r\ncontent-length: 0\r\n\r\n`],
  ['no HTTP at all', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
];

/** The status of the answer. */
function statusOf({ port, signedIn }: OpenVault, text: string): Promise<number> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      if (!status) return;
      socket.destroy();
      done(Number(status));
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The vault may close the connection while we still write headers; its answer is then on the way.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') failed(error);
    });
    socket.on('close', () => failed(new Error(`closed after ${JSON.stringify(answer)}`)));
    socket.write(
      text.replace('HOST', `host: 127.0.0.1:${port}`).replace('COOKIE', `cookie: ${signedIn.cookie}`),
      'latin1',
    );
  });
}

test(`${HOSTILE.length} hostile requests: the right status, nothing left behind, and the vault goes on`, async () => {
  const vault = await openVault();
  const answers: Record<string, number> = {};
  for (const [what, , text] of HOSTILE) answers[what] = await statusOf(vault, text);
  expect(answers).toEqual(Object.fromEntries(HOSTILE.map(([what, status]) => [what, status])));
  expect([...readdirSync(vault.volume.incoming), ...readdirSync(vault.volume.documents)]).toEqual([]);
  expect((await vault.put('👨‍👩‍👧 família.pdf', 'abc')).status).toBe(201);
  const told = vault.journal.recent.map((record) => JSON.stringify(record)).join('\n');
  expect(told).not.toContain(vault.signedIn.cookie.split('=')[1]);
});

test('the twenty-first wrong invitation of a minute is told to wait; the right one still comes in', async () => {
  const vault = await openVault();
  const enter = async (invitation: string) =>
    (
      await fetch(`${vault.url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ invitation }),
      })
    ).status;
  const statuses = [];
  for (let tried = 0; tried < 22; tried += 1) statuses.push(await enter('wrong'));
  expect(statuses).toEqual([...Array(20).fill(401), 429, 429]);
  expect(await enter(await vault.invite('Ana'))).toBe(204);
});

test('only an invitation with the key and for the page of this vault comes in, and only until it ends', async () => {
  const vault = await openVault();
  const codeOf = async (invitation: string) => {
    const answer = await fetch(`${vault.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invitation }),
    });
    return answer.status === 204 ? String(answer.headers.get('set-cookie')) : (await answer.json()).error.code;
  };
  expect(await codeOf(await vault.invite('Ana', 'accountant', 'ada-prod-file-vault'))).toBe('invitation-wrong');
  expect(await codeOf(await vault.invite('Ana', 'accountant', undefined, -1))).toBe('invitation-late');
  expect(await codeOf(await testDoor().invite('Ana'))).toBe('invitation-revoked');
  const good = await vault.invite('Ana');
  expect(await codeOf(`${good.slice(0, -4)}AAAA`)).toBe('invitation-wrong');
  const cookie = await codeOf(good);
  expect(cookie).toMatch(/^__Host-ada-dev-file-vault=.*; Expires=.*; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  const me = await fetch(`${vault.url}/me`, { headers: { cookie: String(cookie.split(';')[0]) } });
  expect(await me.json()).toMatchObject({ name: 'Ana', role: 'accountant' });
  expect((await vault.call('session', { method: 'DELETE' })).headers.get('set-cookie')).toContain('Max-Age=0');
});

test('a request that sends its headers too slowly is ended', async () => {
  expect((await openVault()).headersTimeout, 'ten seconds, which nobody waits for here').toBe(10_000);
  const vault = await openVault({ headersMs: 500 });
  const socket = connect(vault.port, '127.0.0.1');
  socket.write('GET /files HTTP/1.1\r\n');
  const dripping = setInterval(() => socket.write('x: 1\r\n'), 100);
  const answer = await new Promise<string>((done) => socket.once('data', (data) => done(String(data))));
  clearInterval(dripping);
  socket.destroy();
  expect(answer).toContain('408 Request Timeout');
  expect((await vault.call('health')).status).toBe(200);
});
