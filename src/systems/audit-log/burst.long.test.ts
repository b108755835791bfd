// Many files at once, and a function that may run only four times at once. The local cloud tries an event that it had to
// refuse three times within seconds, and then puts it into the failure queue (AWS tries for hours). So the burst is given
// back from there, as `npm run redrive` does, until every file has its item. The long run (npm run test:long) sends 3,000
// files, the usual run 150.

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
  const files = Array.from({ length: FILES }, (_, index) => `burst/${index}.txt`);
  const started = performance.now();
  const queue = files.values();
  const upload = async () => {
    for (const Key of queue) await cloud.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: `${Key}\n` }));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, upload));
  const sent = performance.now();

  let given = 0;
  const items = await until(unwatched(), 'every item', PATIENCE, async () => {
    const { waiting } = await depthOf(cloud, source.from);
    if (waiting) {
      const request = { from: source.from, to: source.to, perSecond: PER_SECOND, signal: never };
      given += (await move(cloud, { ...request, progress() {}, say() {} })).moved;
    }
    const found = await allItems(cloud, names.table);
    return new Set(found.map(({ file }) => file)).size === FILES ? found : undefined;
  });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(0);
  console.log(
    `${FILES} files: uploaded in ${seconds(started, sent)} s, recorded after ${seconds(started, performance.now())} s; ` +
      `${given} events were given back from the failure queue.`,
  );
  expect(items.map(({ file }) => file).sort()).toEqual([...files].sort());
  expect(items.filter(({ status, lines }) => status !== 'success' || lines !== 1)).toEqual([]);
  expect(given).toBeGreaterThan(0);
  expect(await depthOf(cloud, source.from)).toMatchObject({ waiting: 0, inFlight: 0 });
});
