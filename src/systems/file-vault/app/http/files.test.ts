// Documents over HTTP, on a real port: what goes in comes out, whole or in part, and nothing replaces anything.

import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { verifyChain } from '../audit/chain.ts';
import { linesFrom } from '../audit/lines.ts';
import { RESERVE } from '../store/store.ts';
import { openVault } from '../testing/open-vault.ts';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const linesOf = async (path: string) => (await linesFrom(path, 0, 8 * 1024 * 1024)).lines;

test('a document is kept with its SHA-256, listed, and comes back byte for byte', async () => {
  const vault = await openVault();
  const content = randomBytes(3 * 1024 * 1024 + 7);
  const put = await vault.put('relatório ção.pdf', content);
  expect(put.status).toBe(201);
  const document = await put.json();
  expect(document).toEqual({
    id: expect.any(String),
    name: 'relatório ção.pdf',
    bytes: content.length,
    sha256: sha256(content),
  });
  expect(put.headers.get('etag')).toBe(`"${sha256(content)}"`);
  const got = await vault.call(`files/${document.id}`);
  expect(Buffer.from(await got.arrayBuffer()).equals(content)).toBe(true);
  expect(got.headers.get('content-type')).toBe('application/octet-stream');
  expect(got.headers.get('content-disposition')).toBe(
    `attachment; filename="relat_rio __o.pdf"; filename*=UTF-8''relat%C3%B3rio%20%C3%A7%C3%A3o.pdf`,
  );
  const list = await vault.call('files');
  const { files, total } = await list.json();
  expect([files.length, total]).toEqual([1, 1]);
  expect(files[0]).toMatchObject({ id: document.id, by: 'Ana Souza' });
  const again = await vault.call('files', { headers: { 'if-none-match': String(list.headers.get('etag')) } });
  expect(again.status).toBe(304);
});

test('a part is answered as RFC 9110 says', async () => {
  const vault = await openVault();
  const { id, sha256 } = await (await vault.put('ten', '0123456789')).json();
  const get = async (headers: Record<string, string>, method = 'GET') => {
    const answer = await vault.call(`files/${id}`, { headers, method });
    return [answer.status, await answer.text(), answer.headers.get('content-range')];
  };
  expect(await get({ range: 'bytes=2-4' })).toEqual([206, '234', 'bytes 2-4/10']);
  expect(await get({ range: 'bytes=7-' })).toEqual([206, '789', 'bytes 7-9/10']);
  expect(await get({ range: 'bytes=-3' })).toEqual([206, '789', 'bytes 7-9/10']);
  expect(await get({ range: 'bytes=0-999' })).toEqual([206, '0123456789', 'bytes 0-9/10']);
  expect((await get({ range: 'bytes=10-' }))[0]).toBe(416);
  expect((await get({ range: 'bytes=-0' }))[2]).toBe('bytes */10');
  expect(await get({ range: 'bytes=4-2' })).toEqual([200, '0123456789', null]);
  expect(await get({ range: 'bytes=0-1,3-4' })).toEqual([200, '0123456789', null]);
  expect(await get({ range: 'bytes=1-1', 'if-range': `"${sha256}"` })).toEqual([206, '1', 'bytes 1-1/10']);
  expect(await get({ range: 'bytes=1-1', 'if-range': '"another"' })).toEqual([200, '0123456789', null]);
  expect((await get({ 'if-none-match': `"${sha256}"` }))[0]).toBe(304);
  expect(await get({}, 'HEAD')).toEqual([200, '', null]);
});

test('twenty at once under one name are twenty documents, empty ones too; pages and search find them', async () => {
  const vault = await openVault();
  const contents = Array.from({ length: 20 }, (_, index) => (index ? randomBytes(index * 1000) : Buffer.alloc(0)));
  const answers = await Promise.all(contents.map(async (content) => (await vault.put('same.txt', content)).json()));
  expect(answers.map(({ sha256 }) => sha256)).toEqual(contents.map(sha256));
  await vault.put('Ação.csv', 'x');
  const first = await (await vault.call('files?limit=15')).json();
  const rest = await (await vault.call(`files?limit=15&cursor=${first.cursor}`)).json();
  expect([first.files.length, rest.files.length, rest.cursor]).toEqual([15, 6, undefined]);
  expect(new Set([...first.files, ...rest.files].map(({ id }) => id)).size).toBe(21);
  const found = await (await vault.call(`files?search=${encodeURIComponent('AÇÃO'.normalize('NFD'))}`)).json();
  expect(found.files.map(({ name }: { name: string }) => name)).toEqual(['Ação.csv']);
});

test('an upload that is cut leaves nothing, and the journal says aborted', async () => {
  const vault = await openVault();
  const socket = connect(vault.port, '127.0.0.1');
  const head = `PUT /files?name=cut HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${vault.signedIn.cookie}\r\ncontent-length: 9999999\r\n\r\n`;
  socket.write(head);
  socket.write(randomBytes(200_000));
  await expect.poll(() => readdirSync(vault.volume.incoming).length).toBe(1);
  socket.destroy();
  await expect
    .poll(() => vault.journal.recent.map(({ action, outcome }) => `${action} ${outcome}`))
    .toEqual(['upload aborted']);
  expect([...readdirSync(vault.volume.incoming), ...readdirSync(vault.volume.documents)]).toEqual([]);
});

test('another content than announced, too large, or no room: refused, nothing left', async () => {
  let free = RESERVE + 1000;
  const vault = await openVault({ maxBytes: 5000, free: async () => free });
  const digest = (text: string) => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).error.code];
  expect(await codeOf(await vault.put('a', 'one', { 'content-digest': digest('two') }))).toEqual([
    400,
    'other-content',
  ]);
  expect((await vault.put('a', 'one', { 'content-digest': digest('one') })).status).toBe(201);
  expect(await codeOf(await vault.put('a', Buffer.alloc(5001)))).toEqual([413, 'too-large']);
  const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(1000)) });
  const stream = { method: 'PUT', body: endless, duplex: 'half', headers: vault.signedIn } as RequestInit;
  expect(await codeOf(await fetch(`${vault.url}/files?name=a`, stream))).toEqual([413, 'too-large']);
  expect(await codeOf(await vault.put('a', Buffer.alloc(1001)))).toEqual([507, 'volume-full']);
  free = 0;
  expect(await codeOf(await vault.put('a', ''))).toEqual([507, 'volume-full']);
  expect(readdirSync(vault.volume.incoming)).toEqual([]);
  expect(readdirSync(vault.volume.documents).length).toBe(2);
  expect(vault.store.catalogue.total).toBe(1);
});

test('the journal has every operation before its answer, and its chain holds', async () => {
  const vault = await openVault();
  const { id } = await (await vault.put('a.txt', 'abc')).json();
  await vault.call(`files/${id}`, { headers: { range: 'bytes=0-0' } });
  await vault.call('files/nothing');
  await vault.call('files');
  await fetch(`${vault.url}/files`);
  await vault.call('backups', { method: 'POST' });
  await vault.call('backups', { method: 'POST', headers: vault.operator });
  const lines = await linesOf(vault.volume.journal('app'));
  expect(verifyChain(lines)).toEqual({ lines: 7 });
  expect(lines.map((line) => JSON.parse(line)).map((one) => [one.action, one.outcome, one.actor, one.status])).toEqual([
    ['upload', 'ok', 'Ana Souza', 201],
    ['download', 'ok', 'Ana Souza', 206],
    ['download', 'refused', 'Ana Souza', 404],
    ['list', 'ok', 'Ana Souza', 200],
    ['list', 'refused', undefined, 401],
    ['access', 'refused', 'Ana Souza', 403],
    ['access', 'ok', 'Rui Lima', 202],
  ]);
  const { records } = await (await vault.call('audit')).json();
  expect(records[0]).toMatchObject({ actor: 'Rui Lima', reason: 'backup wanted' });
});
