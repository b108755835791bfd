// Files sent through the page, over real HTTP, as a browser sends them: in one piece, in parts, after a cut, and what S3 or
// the page refuses.

import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { Multipart, PartTicket, Ticket, UploadState } from '../../../page/contract.ts';
import { waitForRecords } from '../records.ts';
import { openPage, refusedWith, sha256, type Visitor } from './testing/open-page.ts';

const { cloud, names, enter } = await openPage('uploads');
const ana = await enter('Ana');
const TEXT = 'um\ndois\ntrês\n';
const wish = (text: string, more = {}) => ({
  ...{ name: 'notas.txt', bytes: Buffer.byteLength(text), type: 'text/plain', sha256: sha256(text) },
  ...more,
});
const ticket = async (text: string, more = {}, who = ana): Promise<Ticket> =>
  (await (await who.post('api/uploads', wish(text, more))).json()) as Ticket;
const put = (url: string, headers: Record<string, string>, body: string | Uint8Array) =>
  fetch(url, { method: 'PUT', headers, body: body as NonNullable<RequestInit['body']> });
const s3Says = async (answer: Response) =>
  `${answer.status} ${/<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`.trim();

describe('a file in one piece', () => {
  test('goes straight to the bucket, below web/, and is counted', async () => {
    const { kind, key, url, headers, expires } = await ticket(TEXT);
    expect(kind).toBe('put');
    expect(key).toMatch(/^web\/\d{4}-\d\d-\d\d\/[\w-]{8}\/notas\.txt$/);
    expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(900_000);
    expect((await put(url, headers, TEXT)).status).toBe(200);
    const patience = { patience: 30, signal: new AbortController().signal };
    const { records } = await waitForRecords(cloud, names, [key], patience);
    expect(records).toMatchObject([{ key, status: 'counted', lines: 3 }]);
  });

  test('of no bytes is taken too', async () => {
    const { url, headers } = await ticket('', { type: '' });
    expect(headers['content-type']).toBe('application/octet-stream');
    expect((await put(url, headers, '')).status).toBe(200);
  });

  test('twice with one link is refused the second time', async () => {
    const { url, headers } = await ticket(TEXT);
    expect((await put(url, headers, TEXT)).status).toBe(200);
    expect(await s3Says(await put(url, headers, TEXT))).toBe('412 PreconditionFailed');
  });

  test('with two tickets for one name is two files', async () => {
    const [one, other] = [await ticket(TEXT), await ticket(TEXT)];
    expect(one.key).not.toBe(other.key);
  });

  test.each<[string, (one: Ticket) => [string, Record<string, string>, string]]>([
    ['with another key', ({ url, headers }) => [url.replace('notas.txt', 'outras.txt'), headers, TEXT]],
    ['longer than it was announced', ({ url, headers }) => [url, headers, `${TEXT}mais\n`]],
    ['shorter than it was announced', ({ url, headers }) => [url, headers, 'um\n']],
    ['of another type', ({ url, headers }) => [url, { ...headers, 'content-type': 'text/html' }, TEXT]],
    ['with another hash', ({ url, headers }) => [url, { ...headers, 'x-amz-checksum-sha256': sha256('x') }, TEXT]],
    ['without "only if there is none"', ({ url, headers: { 'if-none-match': _, ...rest } }) => [url, rest, TEXT]],
    [
      'with a changed signature',
      ({ url, headers }) => [url.replace(/Signature=..../, 'Signature=0000'), headers, TEXT],
    ],
  ])('%s is refused by S3', async (_, change) => {
    expect((await put(...change(await ticket(TEXT)))).status).toBe(403);
  });

  test('whose bytes are others of the same length is refused by S3', async () => {
    const { key, url, headers } = await ticket(TEXT);
    expect(await s3Says(await put(url, headers, TEXT.replace('um', 'uM')))).toBe('400 BadDigest');
    const head = cloud.s3.send(new HeadObjectCommand({ Bucket: names.bucket, Key: key }));
    await expect(head).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });
});

describe('a name', () => {
  test.each([
    '../etc/passwd',
    'a/../b',
    '..',
    '.',
    '/a',
    'a//b',
    'a\\b',
    '',
    '   ',
    'a\nb',
    'a\u202Etxt.exe',
    'a\u0000',
  ])('%j is refused', async (name) => {
    expect(await refusedWith(ana.post('api/uploads', wish(TEXT, { name })))).toBe('400 bad-name');
  });
  test('of 1,100 bytes is refused, also when it has fewer letters', async () => {
    for (const name of ['a'.repeat(1_100), '🙂'.repeat(275)])
      expect(await refusedWith(ana.post('api/uploads', wish(TEXT, { name })))).toBe('400 bad-name');
  });
  test.each(['relatório 🙂 +%20&.txt', 'pasta/sub pasta/a.txt', 'a'.repeat(900)])('%j is kept', async (name) => {
    const { key, url, headers } = await ticket(TEXT, { name });
    expect(key.split('/').slice(3).join('/')).toBe(name);
    expect((await put(url, headers, TEXT)).status).toBe(200);
    await cloud.s3.send(new HeadObjectCommand({ Bucket: names.bucket, Key: key }));
  });
  test('of a Mac, with accents as letters of their own, is the usual one', async () => {
    expect((await ticket(TEXT, { name: 'relato\u0301rio.txt' })).key).toMatch(/relatório\.txt$/);
  });
});

test.each<[string, object, string]>([
  ['without a size', { bytes: undefined }, '400 bad-request'],
  ['of half a byte', { bytes: 0.5 }, '400 bad-request'],
  ['of less than nothing', { bytes: -1 }, '400 bad-request'],
  ['larger than S3 takes in parts', { bytes: 83_886_080_001 }, '413 too-large'],
  ['without a hash', { sha256: undefined }, '400 bad-request'],
  ['with half a hash', { sha256: 'YQ==' }, '400 bad-request'],
  ['of a type that is none', { type: 'text\r\nx-evil: 1' }, '400 bad-request'],
])('a file %s is refused', async (_, more, said) => {
  expect(await refusedWith(ana.post('api/uploads', wish(TEXT, more)))).toBe(said);
});

describe('a large file', () => {
  const PART = 8 * 1024 ** 2;
  const large = Buffer.alloc(2 * PART + 5, 'linha\n');
  const pieces = [0, 1, 2].map((at) => large.subarray(at * PART, (at + 1) * PART));
  const partOf = (number: number) => {
    const piece = pieces[number - 1] as Buffer;
    return { number, bytes: piece.length, sha256: sha256(piece) };
  };
  const begin = async (who: Visitor = ana) =>
    (await (await who.post('api/uploads', { name: 'grande.txt', bytes: large.length, type: '' })).json()) as Multipart;
  const tickets = async (upload: string, ...numbers: number[]) => {
    const answer = await ana.post('api/uploads/parts', { upload, parts: numbers.map(partOf) });
    return ((await answer.json()) as { parts: PartTicket[] }).parts;
  };
  const sendPart = async (upload: string, number: number) => {
    const [one] = await tickets(upload, number);
    const answer = await put(String(one?.url), one?.headers ?? {}, pieces[number - 1] as Buffer);
    expect(answer.status).toBe(200);
  };
  const stateOf = async (upload: string) => ana.post('api/uploads/state', { upload });
  const complete = (upload: string) => ana.post('api/uploads/complete', { upload });

  test('is sent in parts, goes on after a cut with those that are missing, and is counted', async () => {
    const { kind, key, upload, partBytes } = await begin();
    expect([kind, partBytes]).toEqual(['multipart', PART]);
    await sendPart(upload, 2);
    expect(await refusedWith(complete(upload))).toBe('400 bad-request');
    const { parts } = (await (await stateOf(upload)).json()) as UploadState;
    expect(parts).toEqual([partOf(2)]);
    await Promise.all([sendPart(upload, 1), sendPart(upload, 3)]);
    expect(await (await complete(upload)).json()).toEqual({ key });
    expect(await refusedWith(stateOf(upload))).toBe('404 not-found');
    expect(await refusedWith(complete(upload))).toBe('404 not-found');
    const patience = { patience: 30, signal: new AbortController().signal };
    const { records } = await waitForRecords(cloud, names, [key], patience);
    expect(records).toMatchObject([{ key, status: 'counted', bytes: large.length }]);
  }, 60_000);

  test('that is given up is gone', async () => {
    const { upload } = await begin();
    await sendPart(upload, 1);
    expect((await ana.post('api/uploads/abort', { upload })).status).toBe(204);
    expect(await refusedWith(stateOf(upload))).toBe('404 not-found');
    expect(await refusedWith(ana.post('api/uploads/abort', { upload }))).toBe('404 not-found');
  });

  test('a part of another length or content is refused by S3', async () => {
    const { upload } = await begin();
    const [one] = await tickets(upload, 1);
    const { url = '', headers = {} } = one ?? {};
    expect((await put(url, headers, (pieces[0] as Buffer).subarray(1))).status).toBe(403);
    const other = Buffer.from(pieces[0] as Buffer).fill('x', 0, 1);
    expect(await s3Says(await put(url, headers, other))).toBe('400 BadDigest');
  });

  test('a part that this file does not have is refused', async () => {
    const { upload } = await begin();
    const ask = (part: object) => ana.post('api/uploads/parts', { upload, parts: [{ ...partOf(1), ...part }] });
    for (const part of [{ number: 0 }, { number: 4 }, { bytes: 5 }, { number: 3 }, { sha256: 'x' }])
      expect(await refusedWith(ask(part))).toBe('400 bad-request');
    for (const parts of [[], Array(21).fill(partOf(1)), 'x', [null]])
      expect(await refusedWith(ana.post('api/uploads/parts', { upload, parts }))).toBe('400 bad-request');
  });

  test('what is sealed cannot be changed, and belongs to who began it', async () => {
    const { upload } = await begin();
    const changed = `${upload.slice(0, -30)}AAAA${upload.slice(-26)}`;
    for (const text of [changed, 'x', '', 7, undefined])
      expect(await refusedWith(ana.post('api/uploads/state', { upload: text }))).toBe('400 bad-request');
    const rui = await enter('Rui');
    expect(await refusedWith(rui.post('api/uploads/state', { upload }))).toBe('404 not-found');
  });
});
