// Many files at once, and a function that may run only four times at once. The local cloud tries an event that it had to
// refuse three times within seconds, and then puts it into the failure queue (AWS tries for hours). So the burst is given
// back from there, as `npm run redrive` does, until every file has its item. Its SQS may lose a message that comes in the
// moment in which another is deleted (one in 3,000); such a file is uploaded again. The long run (npm run test:long) sends
// 3,000 files, the usual run 150.

import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { until, unwatched } from '../../engine/wait.ts';
import { depthOf } from '../../operate/dead-letters/depth.ts';
import { failedEvents } from '../../operate/dead-letters/failed-events.ts';
import { move } from '../../operate/dead-letters/move.ts';
import { SYSTEMS } from '../../systems.ts';
import { LONG } from '../../testing/long.ts';
import { type OpenSystem, openSystem } from '../../testing/open-system.ts';
import { allItems } from './items.ts';
import { namesOf, type PartNames } from './names.ts';
import { auditLogSettings } from './settings.ts';

const FILES = LONG ? 3_000 : 150;
/** Uploads under way at the same time. */
const AT_ONCE = 20;
/** Invocations that run at the same time. */
const RUN_AT_ONCE = 4;
const PATIENCE = LONG ? 3_000 : 240; // seconds, on a busy machine
/** Failed events that are given back in one second: about what the local cloud works on in that time. */
const PER_SECOND = 20;
/** Milliseconds without any change after which what is missing counts as lost. */
const QUIET = 30_000;
const never = new AbortController().signal;

let opened: OpenSystem;
let names: PartNames;
beforeAll(async () => {
  opened = await openSystem(await SYSTEMS['audit-log']());
  names = namesOf(opened.cloud, auditLogSettings({}));
  expect((await opened.up()).failure).toBeUndefined();
});

test(`${FILES} files at once: each has its item, none has two, and no event is left`, {
  timeout: (PATIENCE + 600) * 1000,
}, async () => {
  const { cloud } = opened;
  const source = failedEvents(names.failures, names.writer);
  const limit = { FunctionName: names.writer, ReservedConcurrentExecutions: RUN_AT_ONCE };
  await cloud.lambda.send(new PutFunctionConcurrencyCommand(limit));
  /** The version of each file that must have an item. */
  const versions = new Map<string, string>();
  const upload = async (files: readonly string[]) => {
    const queue = files.values();
    const work = async () => {
      for (const Key of queue) {
        const put = new PutObjectCommand({ Bucket: names.bucket, Key, Body: `${Key}\n` });
        versions.set(Key, String((await cloud.s3.send(put)).VersionId));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
  const missing = async () => {
    const recorded = new Set((await allItems(cloud, names.table)).map(({ versionId }) => versionId));
    return [...versions].filter(([, version]) => !recorded.has(version)).map(([file]) => file);
  };
  const started = performance.now();
  await upload(Array.from({ length: FILES }, (_, index) => `burst/${index}.txt`));
  const sent = performance.now();

  let [given, again, quiet, before] = [0, 0, performance.now(), FILES];
  await until(unwatched(), 'every item', PATIENCE, async () => {
    const request = { from: source.from, to: source.to, perSecond: PER_SECOND, signal: never };
    const { moved } = await move(cloud, { ...request, progress() {}, say() {} });
    const left = await missing();
    if (moved || left.length < before) quiet = performance.now();
    else if (left.length && performance.now() - quiet > QUIET) {
      again += left.length;
      await upload(left);
      quiet = performance.now();
    }
    given += moved;
    before = left.length;
    return left.length ? undefined : true;
  });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(0);
  console.log(
    `${FILES} files: uploaded in ${seconds(started, sent)} s, recorded after ${seconds(started, performance.now())} s; ` +
      `${given} events were given back from the failure queue, ${again} files uploaded again.`,
  );
  const items = await allItems(cloud, names.table);
  expect(new Set(items.map(({ file }) => file)).size).toBe(FILES);
  expect(new Set(items.map(({ versionId }) => versionId)).size).toBe(items.length);
  expect(items.filter(({ status, lines }) => status !== 'success' || lines !== 1)).toEqual([]);
  expect(given).toBeGreaterThan(0);
  expect(again).toBeLessThanOrEqual(FILES / 100);
  expect(await depthOf(cloud, source.from)).toMatchObject({ waiting: 0, inFlight: 0 });
});
