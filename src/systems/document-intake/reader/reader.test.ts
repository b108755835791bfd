// The whole way on the local cloud: a document lands in the bucket, and what comes of it is looked at.

import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until, wallClock } from '../../../engine/wait.ts';
import { dice } from '../../../operate/upload/text-file.ts';
import { type Letter, type Mailbox, withMailbox } from '../../../patterns/mailbox.ts';
import { readSettings } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { type OpenSystem, openSystem } from '../../../testing/open-system.ts';
import { inventInvoice } from '../documents/invoice.ts';
import { type SheetWish, xlsx } from '../documents/workbook.ts';
import { namesOf, type PartNames } from '../names.ts';
import { documentIntake } from '../parts.ts';
import { listed } from '../record-source.ts';
import { allResults, waitForResults } from '../results.ts';
import { SETTINGS } from '../settings.ts';

const PATIENCE = { patience: 60, signal: new AbortController().signal };

let opened: OpenSystem;
let names: PartNames;
let mailbox: Mailbox;
let closed: Promise<void>;
let close: () => void;
beforeAll(async () => {
  opened = await openSystem(await SYSTEMS['document-intake']());
  expect((await opened.up()).failure).toBeUndefined();
  const { cloud } = opened;
  const settings = readSettings({}, SETTINGS);
  names = namesOf(cloud, settings);
  const done = new Promise<void>((resolve) => {
    close = resolve;
  });
  const ready = new Promise<void>((resolve) => {
    const box = { queue: documentIntake(cloud, settings).mailbox, topicArn: cloud.arn('sns', names.topic) };
    closed = withMailbox(cloud, box, { ...wallClock(), tell: () => {} }, (open) => {
      mailbox = open;
      resolve();
      return done;
    });
  });
  await ready;
});
afterAll(async () => {
  close();
  await closed;
});

const upload = (Key: string, Body: Buffer | string, more: object = {}) =>
  opened.cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body, ...more }));
async function resultOf(key: string) {
  const { written } = await waitForResults(opened.cloud, names, [key], PATIENCE);
  const [one] = written;
  if (!one) throw new Error(`no result of ${key}`);
  return one;
}
const read = async (Key: string) =>
  (await opened.cloud.s3.send(new GetObjectCommand({ Bucket: names.results, Key }))).Body?.transformToString();
const keys = async () => {
  const { Contents = [] } = await opened.cloud.s3.send(new ListObjectsV2Command({ Bucket: names.results }));
  return Contents.map(({ Key }) => Key);
};
const tags = (Key: string, wanted: object) =>
  until(wallClock(), 'waiting for the tag', 30, async () => {
    const { TagSet = [] } = await opened.cloud.s3.send(new GetObjectTaggingCommand({ Bucket: names.bucket, Key }));
    const found = Object.fromEntries(TagSet.map((tag) => [tag.Key, tag.Value]));
    return Object.entries(wanted).every(([name, value]) => found[name] === value) ? found : undefined;
  });
const letterOf = (key: string) =>
  until(wallClock(), 'waiting for the letter', 30, async () => {
    const letters: Letter[] = await mailbox.receive();
    return letters.find(({ attributes }) => attributes.key === key);
  });

test('an invoice: its JSON, its tag beside those of the sender, and a message with attributes', async () => {
  const { xml, key: accessKey, total } = inventInvoice(dice(1));
  const name = 'entrada/nota ção+1.xml';
  await upload(name, xml, { Tagging: 'de=ana' });
  const { result } = await resultOf(name);
  expect(result).toMatchObject({
    ...{ format: 1, kind: 'invoice', status: 'accepted', invoice: { key: accessKey, total } },
    source: { bucket: names.bucket, key: name, bytes: Buffer.byteLength(xml), versionId: expect.any(String) },
  });
  expect(await letterOf(name)).toMatchObject({
    subject: 'Documento aceito: entrada/nota cao+1.xml',
    text: expect.stringContaining('Tipo: nota fiscal'),
    attributes: { status: 'accepted', kind: 'invoice', key: name },
  });
  expect(await tags(name, { intake: 'accepted' })).toEqual({ de: 'ana', intake: 'accepted' });
});

test('the same event twice writes the same result and tells nobody again; an older one changes nothing', async () => {
  const { cloud } = opened;
  await upload('duas.csv', 'a,b\n1,2\n');
  const { result } = await resultOf('duas.csv');
  await letterOf('duas.csv');
  await tags('duas.csv', { intake: 'accepted' });
  const before = await cloud.s3.send(new GetObjectCommand({ Bucket: names.results, Key: 'spreadsheet/duas.csv.json' }));
  const sequencer = before.Metadata?.['source-sequencer'] ?? '';
  expect(before.Metadata?.['source-version']).toBe(result.source.versionId);
  const event = (order: string) => ({
    Records: [
      {
        ...{ eventName: 'ObjectCreated:Put', eventTime: result.source.uploadedAt },
        s3: {
          bucket: { name: names.bucket },
          object: { key: 'duas.csv', size: 8, versionId: result.source.versionId, sequencer: order },
        },
      },
    ],
  });
  for (const order of [sequencer, '0']) {
    const Payload = JSON.stringify(event(order));
    const { FunctionError } = await cloud.lambda.send(new InvokeCommand({ FunctionName: names.reader, Payload }));
    expect(FunctionError).toBeUndefined();
  }
  const after = await cloud.s3.send(new GetObjectCommand({ Bucket: names.results, Key: 'spreadsheet/duas.csv.json' }));
  expect([after.ETag, after.LastModified]).toEqual([before.ETag, before.LastModified]);
  expect(await mailbox.receive()).toEqual([]);
});

test('a rejection is in a mail: the message that an e-mail subscription hears', async () => {
  await upload('torta.csv', 'a,b\n1\n');
  const letters: Letter[] = [];
  const mail = await until(wallClock(), 'waiting for the mail', 30, async () => {
    letters.push(...(await mailbox.receive()));
    return letters.find(({ attributes, text }) => attributes.audience === 'mail' && text.includes('torta.csv'));
  });
  expect(mail).toEqual({
    subject: 'Documento rejeitado: torta.csv',
    text: expect.stringContaining('Motivo: as linhas têm números diferentes de células'),
    attributes: { audience: 'mail' },
  });
});

test('a newer version of another kind takes the place of the older result and its sheets', async () => {
  const sheet = (name: string): SheetWish => ({
    name,
    rows: [
      ['a', 'b'],
      ['=1+1', 2],
    ],
  });
  await upload('troca', xlsx([sheet('A'), sheet('B')]));
  expect((await resultOf('troca')).result.csv).toEqual(['spreadsheet/troca.csv', 'spreadsheet-sheets/troca.2.csv']);
  expect(await read('spreadsheet-sheets/troca.2.csv')).toBe("a,b\r\n'=1+1,2\r\n");
  await upload('troca', '<a/>');
  const { result } = await resultOf('troca');
  expect(result).toMatchObject({ kind: 'unknown', status: 'rejected', reason: 'not-nfe' });
  await tags('troca', { intake: 'rejected' });
  expect((await keys()).filter((key) => key?.includes('troca'))).toEqual(['unknown/troca.json']);
});

test('what nobody can read is rejected and told: too large by its size, and gone before it was read', async () => {
  const { cloud } = opened;
  const event = (key: string, size: number) => ({
    Records: [
      {
        ...{ eventName: 'ObjectCreated:Put', eventTime: '2026-11-26T10:00:00.000Z' },
        s3: { bucket: { name: names.bucket }, object: { key, size, versionId: 'no-such-version', sequencer: '0A' } },
      },
    ],
  });
  for (const [key, size] of [['enorme.pdf', 2 ** 31] as const, ['sumiu.pdf', 10] as const])
    await cloud.lambda.send(
      new InvokeCommand({ FunctionName: names.reader, Payload: JSON.stringify(event(key, size)) }),
    );
  expect(JSON.parse((await read('unknown/enorme.pdf.json')) ?? '')).toMatchObject({ reason: 'too-large' });
  expect(JSON.parse((await read('unknown/sumiu.pdf.json')) ?? '')).toMatchObject({ reason: 'gone' });
});

test('records have the promised fields, the newest first', async () => {
  const all = (await allResults(opened.cloud, names.results)).map(listed);
  expect(all.length).toBeGreaterThan(3);
  for (const { line } of all)
    expect(Object.keys(line)).toEqual(expect.arrayContaining(['key', 'status', 'at', 'kind', 'reason', 'summary']));
  const at = all.map(({ line }) => (line as { at: string }).at);
  expect(at).toEqual([...at].sort().reverse());
});
