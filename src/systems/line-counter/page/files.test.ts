// What the page shows of the records, over real HTTP: files sent are found, in pages and by name; what was mailed; how much
// waits; and all of it while the cache is away.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { until, unwatched } from '../../../engine/wait.ts';
import { depthOf } from '../../../operate/dead-letters/depth.ts';
import type { Fate, Files, Mail, Status } from '../../../page/contract.ts';
import { replaceVariables } from '../../../resources/lambda/environment.ts';
import { findFunction } from '../../../resources/lambda/function-state.ts';
import { waitForRecords } from '../records.ts';
import { openPage, refusedWith } from './testing/open-page.ts';

const { cloud, names, enter } = await openPage('files');
const ana = await enter('Ana');
const ctx = unwatched();
const FILES = 7;
const keys = Array.from({ length: FILES }, (_, at) => `web/2026-11-26/abc${at}/notas ${at} ção.txt`);
const EVIL = 'web/2026-11-26/evil/=HYPERLINK("x").txt';
const list = async (query = '') => (await (await ana.get(`api/files${query}`)).json()) as Files;
const status = async () => (await (await ana.get('api/status')).json()) as Status;

beforeAll(async () => {
  for (const [at, Key] of [...keys, EVIL].entries())
    await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: Buffer.from('x\n'.repeat(at)) }));
  const patience = { patience: 60, signal: new AbortController().signal };
  expect((await waitForRecords(cloud, names, [...keys, EVIL], patience)).missing).toEqual([]);
}, 90_000);

describe('the list of files', () => {
  test('has each with its lines, by the last part of its name', async () => {
    const { files, total, cache } = await list();
    expect([files.length, total, cache]).toEqual([FILES + 1, FILES + 1, 'up']);
    expect(files).toContainEqual({
      ...{ key: keys[3], name: 'notas 3 ção.txt', status: 'counted', lines: 3, newlines: 3, bytes: 6 },
      at: expect.any(String),
    });
  });

  test('comes in pages, each file once', async () => {
    const seen: string[] = [];
    let page = await list('?limit=3');
    for (;;) {
      seen.push(...page.files.map(({ key }) => key));
      if (!page.cursor) break;
      page = await list(`?limit=3&cursor=${encodeURIComponent(page.cursor)}`);
    }
    expect(seen.sort()).toEqual([...keys, EVIL].sort());
  });

  test('is searched by name', async () => {
    expect((await list(`?search=${encodeURIComponent('4 ÇÃO')}`)).files.map(({ key }) => key)).toEqual([keys[4]]);
    expect((await list('?search=nowhere')).files).toEqual([]);
  });

  test('is not sent again while it is the same', async () => {
    const etag = (await ana.get('api/files')).headers.get('etag') ?? '';
    expect((await ana.get('api/files', { 'if-none-match': etag })).status).toBe(304);
    expect((await ana.get('api/files', { 'if-none-match': `W/${etag}` })).status).toBe(304);
    expect((await ana.get('api/files', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'cursor=x', `search=${'x'.repeat(201)}`])(
    '%s is refused',
    async (query) => {
      expect(await refusedWith(ana.get(`api/files?${query}`))).toBe('400 bad-request');
    },
  );

  test.each([
    ['en', ','],
    ['pt', ';'],
  ])('as CSV has every file, for a spreadsheet in %s, and none of them is a formula', async (lang, delimiter) => {
    const answer = await ana.get(`api/files.csv?lang=${lang}`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="files.csv"');
    expect(answer.headers.get('x-ada-more')).toBeNull();
    const rows: Record<string, string>[] = parse(await answer.text(), { columns: true, bom: true, delimiter });
    expect(rows.map(({ key }) => key).sort()).toEqual([...keys, EVIL].sort());
    expect(rows.map(({ name }) => name)).toContain(`'=HYPERLINK("x").txt`);
  });
});

describe('what became of a file', () => {
  const fate = async (asked: unknown) => ana.post('api/files/fate', { keys: asked });
  test('is told in the order of the question', async () => {
    const { fates, cache } = (await (await fate([keys[2], 'web/never.txt'])).json()) as {
      fates: Fate[];
      cache: string;
    };
    expect(fates).toEqual([
      { key: keys[2], state: 'counted', lines: 2, newlines: 2, bytes: 4, at: expect.any(String) },
      { key: 'web/never.txt', state: 'waiting' },
    ]);
    expect(cache).toBe('up');
  });
  test('is told of two hundred files with long names at once', async () => {
    const many = Array.from({ length: 200 }, (_, at) => `web/${at}${'á'.repeat(500)}`);
    expect(((await (await fate(many)).json()) as { fates: Fate[] }).fates).toHaveLength(200);
  });
  test.each([[undefined], ['x'], [[7]], [['']], [Array(201).fill('a')]])('of %j is refused', async (asked) => {
    expect(await refusedWith(fate(asked))).toBe('400 bad-request');
  });
});

test('the last mails are told, the newest first, with the names of the files', async () => {
  const mails = await until(ctx, 'the mails', 30, async () => {
    const { mails } = (await (await ana.get('api/mails')).json()) as { mails: Mail[] };
    const all = mails.map(({ text }) => text).join('\n');
    return [...keys, EVIL].every((key) => all.includes(key)) ? mails : undefined;
  });
  const times = mails.map(({ at }) => at);
  expect(times).toEqual([...times].sort().reverse());
  expect(mails[0]?.subject).toContain('ada:files:line-counter');
});

test('the status counts what waits, what failed, the records and the last mail, and has a tag without the time', async () => {
  await ctx.pause(1.1); // answers of before are used again for a second
  const { url } = await depthOf(cloud, names.deadLetters);
  await cloud.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'no event of S3' }));
  const found = await until(ctx, 'the dead letter', 30, async () => {
    const now = await status();
    return now.deadLetters === 1 ? now : undefined;
  });
  expect(found).toMatchObject({
    waiting: 0,
    inFlight: 0,
    deadLetters: 1,
    records: FILES + 1,
    lastMail: expect.any(String),
  });
  const etag = (await ana.get('api/status')).headers.get('etag') ?? '';
  expect((await ana.get('api/status', { 'if-none-match': etag })).status).toBe(304);
});

test('while the cache is away the page says so, goes on counting what waits, and takes files', async () => {
  const live = await findFunction(cloud, names.reader);
  const { CACHE_PORT = '' } = live?.settings.Environment?.Variables ?? {};
  await replaceVariables(cloud, names.reader, { CACHE_PORT: '1' }, ctx);
  try {
    await ctx.pause(1.1);
    expect(await list()).toEqual({ files: [], total: 0, cache: 'away' });
    expect(await status()).toMatchObject({ records: null, waiting: 0 });
    expect(await (await ana.get('api/mails')).json()).toEqual({ mails: [], cache: 'away' });
    const { fates, cache } = (await (await ana.post('api/files/fate', { keys })).json()) as {
      fates: Fate[];
      cache: string;
    };
    expect([cache, new Set(fates.map(({ state }) => state))]).toEqual(['away', new Set(['waiting'])]);
    const wish = { name: 'a.txt', bytes: 0, type: '', sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
    expect((await ana.post('api/uploads', wish)).status).toBe(200);
  } finally {
    await replaceVariables(cloud, names.reader, { CACHE_PORT }, ctx);
  }
  await until(ctx, 'the cache', 60, async () => ((await list()).cache === 'up' ? true : undefined));
}, 90_000);
