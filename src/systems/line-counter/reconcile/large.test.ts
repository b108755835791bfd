// A bucket of 100,000 files, injected below the SDK: pages of S3, the reader's answers, SQS. The commands' own code
// does the rest. Every event goes through the worker's parser, and the memory is measured after a garbage collection.

import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, inject, test } from 'vitest';
import { type Owned, openCloud } from '../../../aws/clients.ts';
import { wallClock } from '../../../engine/wait.ts';
import { ownership, readSettings } from '../../../settings/settings.ts';
import { HazardousHandler } from '../../../testing/hazards/hazardous-handler.ts';
import { type Answer, type Call, type Hazard, is, ok } from '../../../testing/hazards/wire.ts';
import { readMessage } from '../worker/message.ts';
import { reconcile } from './reconcile.ts';
import { untilRecorded } from './waiting.ts';

const FILES = 100_000;
const A_PAGE = 1_000;
/** One of so many files has no record. */
const LOST = 20;
/** The first try fails for one of so many messages: SQS says so inside an answer of 200. */
const FAILING = 100;
/** Bytes that may be in use after the last page, more than after the tenth. */
const GROWTH = 12e6;

const keyOf = (at: number) => `pasta ${at % 7}/relatório ${String(at).padStart(6, '0')}.txt`;
const placeOf = (key: string) => Number(/(\d{6})\.txt$/.exec(key)?.[1]);
const urlOf = (key: string) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');

/** The recorded files, by number. */
const recorded = new Set<number>();
const isRecorded = (at: number) => at % LOST !== 0 || recorded.has(at);
const times = new Map<number, number>();

const aws: Hazard = async (call, pass) => {
  if (is(call, 'ListObjectVersions')) return page(call);
  if (is(call, 'Invoke')) return reader(call);
  if (is(call, 'SendMessageBatch')) return taken(call);
  return pass();
};

function page({ input }: Call): Answer {
  const marker = String(input['key-marker'] ?? '');
  const from = marker ? placeOf(marker) + 1 : 0;
  const last = Math.min(from + A_PAGE, FILES) - 1;
  const versions = Array.from({ length: last - from + 1 }, (_, more) => {
    const at = from + more;
    const marks = `<VersionId>v${at}</VersionId><ETag>"e${at}"</ETag><Size>9</Size>`;
    return `<Version><Key>${urlOf(keyOf(at))}</Key><IsLatest>true</IsLatest>${marks}<LastModified>2026-03-07T12:00:00.000Z</LastModified></Version>`;
  });
  const next =
    last + 1 < FILES
      ? `<NextKeyMarker>${urlOf(keyOf(last))}</NextKeyMarker><NextVersionIdMarker>v${last}</NextVersionIdMarker>`
      : '';
  return ok(
    `<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>${next !== ''}</IsTruncated>${next}${versions.join('')}</ListVersionsResult>`,
  );
}

function reader({ input }: Call): Answer {
  if (input.op === 'list') return ok(JSON.stringify({ records: [], total: FILES - FILES / LOST + recorded.size }));
  const objects = input.objects as { bucket: string; key: string }[];
  expect(objects.length).toBeLessThanOrEqual(500);
  const records = objects.map(({ bucket, key }) => {
    const at = placeOf(key);
    const sequencer = at % LOST ? '0055AED6DCD90281E5' : '0'.repeat(18);
    return isRecorded(at) ? { bucket, key, versionId: `v${at}`, sequencer } : null;
  });
  return ok(JSON.stringify({ records }));
}

function taken({ input }: Call): Answer {
  const entries = input.Entries as { Id: string; MessageBody: string }[];
  expect(entries.length).toBeLessThanOrEqual(10);
  const [Successful, Failed]: [object[], object[]] = [[], []];
  for (const { Id, MessageBody } of entries) {
    const [item] = readMessage(MessageBody);
    if (item?.kind !== 'upload') throw new Error(`the worker cannot read ${MessageBody}`);
    const at = placeOf(item.upload.key);
    expect(item.upload).toEqual({
      ...{ bucket: 'b', key: keyOf(at), size: 9, sequencer: '0'.repeat(18) },
      ...{ uploadedAt: '2026-03-07T12:00:00.000Z', etag: `e${at}`, versionId: `v${at}` },
    });
    const tries = (times.get(at) ?? 0) + 1;
    times.set(at, tries);
    const refused = at % (LOST * FAILING) === 0 && tries === 1;
    if (refused) Failed.push({ Id, Code: 'ServiceUnavailable', SenderFault: false });
    else {
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex'); // the SDK checks it
      Successful.push({ Id, MessageId: 'm', MD5OfMessageBody });
      recorded.add(at);
    }
  }
  return ok(JSON.stringify({ Successful, Failed }), { 'content-type': 'application/x-amz-json-1.0' });
}

function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('each file without a record gets its event, and memory does not grow with the bucket', async () => {
  const target = { region: 'us-east-1', endpoint: inject('cloud').endpoint, account: '000000000000' };
  const opened = await openCloud({ ...target, requestHandler: new HazardousHandler([aws]) as never });
  const cloud: Owned = { ...opened, tags: ownership(readSettings({}), 'line-counter') };
  const { signal } = new AbortController();
  const sent = new Map<string, string>();
  const used: number[] = [];

  const where = { bucket: 'b', reader: 'reader' };
  const ended = await reconcile(cloud, {
    ...{ ...where, signal, before: undefined, queueUrl: `${target.endpoint}/000000000000/jobs` },
    found: ({ key, sequencer }) => void sent.set(key, sequencer),
    leftOut() {},
    progress: (files) => void (files % (10 * A_PAGE) === 0 && used.push(memory())),
  });
  expect(ended).toEqual({ files: FILES, gone: 0 });
  expect(sent.size).toBe(FILES / LOST);
  expect(recorded.size).toBe(FILES / LOST);
  const repeats = [...times.values()].filter((count) => count > 1);
  expect(repeats).toEqual(Array(FILES / LOST / FAILING).fill(2));
  expect(used).toHaveLength(10);
  expect(Number(used.at(-1)) - Number(used[0])).toBeLessThan(GROWTH);

  const told: number[] = [];
  const progress = (count: number) => void told.push(count);
  expect(await untilRecorded(cloud, where, sent, { clock: wallClock(), patience: 1, progress })).toEqual([]);
  expect(told).toEqual([FILES / LOST]);
  cloud.close();
}, 120_000);
