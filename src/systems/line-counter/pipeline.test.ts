// The whole system, with real services: S3 sends to SQS, Lambda runs the bundled worker, Valkey decides over TLS, SNS
// publishes. The expected counts are written by hand, so the code under test does not compute them.

import { randomUUID } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provision } from '../../../provision/line-counter.ts';
import { SILENT } from '../../engine/progress.ts';
import { startRun } from '../../engine/run.ts';
import { until, wallClock } from '../../engine/wait.ts';
import { depthOf } from '../../operate/dead-letters/depth.ts';
import { readDeadLetters } from '../../operate/dead-letters/read-dead-letters.ts';
import { comeBackAfter } from './drills/breaking.ts';
import { namesOf } from './names.ts';
import type { FileRecord } from './record.ts';
import { listRecords, waitForRecords } from './records.ts';
import { type OpenLineCounter, openLineCounter } from './testing/open.ts';

const STAGE = 'pipe';
const PATIENCE = 60;

/** Key, content, lines, newline bytes. */
const FILES: [key: string, content: string | Buffer, lines: number, newlines: number][] = [
  ['vazio.txt', '', 0, 0],
  ['a.txt', 'a', 1, 0],
  ['a-nl.txt', 'a\n', 1, 1],
  ['a-nl-b.txt', 'a\nb', 2, 1],
  ['três-vazias.txt', '\n\n\n', 3, 3],
  ['crlf.txt', 'um\r\ndois\r\n', 2, 2],
  ['mac-antigo.txt', 'um\rdois\rtrês', 1, 0],
  ['bom.txt', '\uFEFFum\ndois\n', 2, 2],
  ['inválido.bin', Buffer.from([0xff, 0x0a, 0xc3, 0x28, 0x00, 0x0a, 0x00]), 3, 2],
  ['utf-16.txt', Buffer.from('\uFEFFum\ndois', 'utf16le'), 2, 1],
  ['longa.txt', 'x'.repeat(3_000_000), 1, 0],
  ['muitas.txt', 'linha\n'.repeat(200_000), 200_000, 200_000],
  ['pasta/', '', 0, 0],
  ['relatório de março.txt', '1\n2\n', 2, 2],
  ['a+b=c.txt', '1\n', 1, 1],
  ['100%.txt', '1\n2\n3', 3, 2],
  ['100%25.txt', '1\n2', 2, 1],
  ['emoji 🧾📈.txt', '1\n', 1, 1],
  ['café\u0301-decomposto.txt', '1\n2', 2, 1],
  ['aspas "duplas" e \'simples\'.txt', '1', 1, 0],
  ['e&comercial<maior>.txt', '1\n1\n1\n1\n', 4, 4],
  ['barra\\invertida.txt', '1\n', 1, 1],
  ['pasta/sub pasta/ç.txt', '1\n2\n3\n', 3, 3],
  ['?pergunta#âncora.txt', '1\n', 1, 1],
  ['  blanks  .txt', '1\n', 1, 1],
  ['日本語のファイル.txt', '一\n二\n', 2, 2],
  ['~til~.txt', '1\n', 1, 1],
  ['dois+mais + %2B.txt', '1\n2\n3\n4', 4, 3],
  [`${'ã'.repeat(448)}.txt`, '1\n', 1, 1], // 900 bytes
  ['.oculto', 'x\ny\n', 2, 2],
];

let counter: OpenLineCounter;
let names: ReturnType<typeof namesOf>;
let queueUrl: string;

beforeAll(async () => {
  counter = await openLineCounter({ STAGE });
  names = namesOf(counter.cloud, counter.settings);
  const run = startRun({ clock: wallClock(), screen: SILENT, journal: counter.cloud.journal });
  const outputs = provision(run.run, counter.part);
  await run.finished();
  queueUrl = (await outputs.queue).url;
});
afterAll(() => counter.cloud.close());

const put = (Key: string, content: string | Buffer) =>
  counter.cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: Buffer.from(content) }));
const recordsOf = async (...keys: string[]): Promise<FileRecord[]> => {
  const { records, missing } = await waitForRecords(counter.cloud, names, keys, {
    patience: PATIENCE,
    signal: new AbortController().signal,
  });
  expect(missing).toEqual([]);
  return [...records];
};

/** The event that S3 would send, with changes for the test. */
const event = (key: string, more: { sequencer?: string; versionId?: string; eTag?: string; bucket?: string } = {}) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  eventName: 'ObjectCreated:Put',
  eventTime: new Date().toISOString(),
  s3: {
    bucket: { name: more.bucket ?? names.bucket, arn: `arn:aws:s3:::${names.bucket}` },
    object: {
      key: encodeURIComponent(key).replaceAll('%20', '+'),
      size: 1,
      eTag: more.eTag,
      versionId: more.versionId,
      sequencer: more.sequencer ?? 'F'.repeat(18),
    },
  },
});
const send = (body: unknown) =>
  counter.cloud.sqs.send(
    new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: typeof body === 'string' ? body : JSON.stringify(body) }),
  );

/** Waits until the queue is empty and no message is in work. */
const quiet = () =>
  until(wallClock(), 'waiting for an empty queue', PATIENCE, async () => {
    const { Attributes = {} } = await counter.cloud.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );
    const left =
      Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
    return left === 0 || undefined;
  });

test(`${FILES.length} files of all kinds and names are counted rightly`, async () => {
  expect(FILES).toHaveLength(30);
  await Promise.all(FILES.map(([key, content]) => put(key, content)));
  const records = await recordsOf(...FILES.map(([key]) => key));
  const counted = records.map((one) => [
    one.key,
    one.status,
    one.status === 'counted' && one.lines,
    one.status === 'counted' && one.newlines,
    one.status === 'counted' && one.bytes,
  ]);
  expect(counted).toEqual(
    FILES.map(([key, content, lines, newlines]) => [key, 'counted', lines, newlines, Buffer.byteLength(content)]),
  );
});

describe('messages that S3 may send', () => {
  test('a new version brings a new count; its old event, late or twice, changes nothing', async () => {
    const first = await put('versão.txt', '1\n');
    const [one] = await recordsOf('versão.txt');
    await put('versão.txt', '1\n2\n3\n');
    const [two] = await recordsOf('versão.txt');
    expect([one, two].map((record) => record?.status === 'counted' && record.lines)).toEqual([1, 3]);

    await send({
      Records: [event('versão.txt', { sequencer: '0', ...(first.VersionId && { versionId: first.VersionId }) })],
    }); // stale
    await send({
      Records: [event('versão.txt', { sequencer: String(two?.sequencer), versionId: String(two?.versionId) })],
    }); // duplicate
    await quiet();
    expect(await recordsOf('versão.txt')).toEqual([two]);
  });

  test('a message of two records counts both', async () => {
    const [a, b] = [`dois-${randomUUID()}`, `dois-${randomUUID()}`];
    const versions = await Promise.all([put(a, '1\n'), put(b, '1\n2\n')]);
    await send({
      Records: [
        event(a, { versionId: String(versions[0].VersionId) }),
        event(b, { versionId: String(versions[1].VersionId) }),
      ],
    });
    await quiet();
    const records = await recordsOf(a, b);
    expect(records.map((record) => record.status === 'counted' && [record.lines, record.sequencer])).toEqual([
      [1, 'F'.repeat(18)],
      [2, 'F'.repeat(18)],
    ]);
  });

  test('an unreadable message beside a good one: the good one is counted, a deleted file is a failed record, the unreadable one is a dead letter', async () => {
    const gone = `sumiu-${randomUUID()}.txt`;
    const eventTime = new Date(Date.now() - 3_600_000).toISOString(); // so old that a 404 means that the file is gone
    await comeBackAfter({ cloud: counter.cloud, names }, 1);
    await Promise.all([
      send('isto não é JSON'),
      send({ Records: [{ ...event(gone), eventTime }] }),
      send({ Event: 's3:TestEvent' }),
      put('boa.txt', '1\n2\n'),
    ]);
    await recordsOf('boa.txt');
    await quiet();
    const records = await listRecords(counter.cloud, names);
    const failed = records.find(({ key }) => key === gone);
    expect(failed).toMatchObject({ status: 'failed', reason: 'gone before it was read' });
    const { letters } = await until(wallClock(), 'waiting for the dead letter', PATIENCE, async () => {
      const { url } = await depthOf(counter.cloud, names.deadLetters);
      const found = await readDeadLetters(counter.cloud, url, 10, new AbortController().signal);
      return found.letters.length ? found : undefined;
    });
    expect(letters).toMatchObject([{ body: 'isto não é JSON' }]);
  });
});
