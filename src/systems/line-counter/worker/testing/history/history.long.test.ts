// Random histories: whatever happens to files, messages, connections and processes, the result must be right. The cache
// and its scripts are real, behind a proxy that can cut connections. A failed history is made as short as possible and
// printed with its seed: write it down in regressions.ts. The long run (npm run test:long) takes thousands.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { amount } from '../../../../../testing/long.ts';
import { connectToCache } from '../../../cache.ts';
import { flakyProxy } from '../flaky-proxy.ts';
import { FAULTS, type History, history, type Planned } from './action.ts';
import { REGRESSIONS } from './regressions.ts';
import { Scheduler } from './scheduler.ts';
import { World } from './world.ts';

const HISTORIES = amount(120, 2_000, 5_000);

let line: Awaited<ReturnType<typeof flakyProxy>>;
let cache: Redis;

beforeAll(async () => {
  const { host, port, ca } = inject('cloud').cache;
  line = await flakyProxy({ host, port });
  cache = connectToCache({ host, port: line.port, ca: readFileSync(ca, 'utf8') }, () => {});
});
afterAll(() => {
  cache.disconnect();
  line.close();
});

async function endsWell(actions: History) {
  const world = new World(new Scheduler(line), cache);
  await world.live(actions);
  await world.settle();
  await world.model.checkRecords((file) => world.recordOf(file));
  world.model.checkMails();
  world.model.checkCounts();
  expect(await world.left()).toEqual({ pending: [], holder: null });
  expect(world.dead, 'only what nobody can read, and all of that').toEqual(world.model.junk.toSorted());
}

test(`${HISTORIES} histories: records are right, everything is told, nothing is counted twice, nothing is lost`, async () => {
  const examples = REGRESSIONS.map((one): [History] => [one]);
  await fc.assert(fc.asyncProperty(history, endsWell), { numRuns: HISTORIES, examples });
}, 3_600_000);

test.each(FAULTS)('%s, at every single call of a batch and of the one after it', async (fault) => {
  const put = (key: number): History => [{ do: 'put', key, versioned: true, copies: 1 }];
  const befallen = (faults: Planned[]): History => [
    ...put(0),
    ...put(1),
    { do: 'junk', poison: true },
    { do: 'deliver', picks: [0, 0, 0], faults },
    { do: 'steps', picks: Array(30).fill(0) },
    ...put(2),
    { do: 'deliver', picks: [0], faults: [] },
    { do: 'steps', picks: Array(20).fill(0) },
  ];
  for (let at = 0; at < 14; at += 1) await endsWell(befallen([{ at, fault }]));
});
