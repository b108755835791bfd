// Every alarm of the table goes to ALARM in some drill and goes back. It runs on a local cloud of its own, because
// drills stop the cache. At the end the stage of the drills is gone, and each composite has sent its mails once. The
// long run (npm run test:long) plays all drills, the short run one for each point.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_ACCOUNT, type Owned, openCloud } from '../../../aws/clients.ts';
import { type LocalCloud, startLocalCloud, stopLocalCloud } from '../../../local/cloud.ts';
import { playAll } from '../../../operate/drills/open.ts';
import type { Played } from '../../../operate/drills/play.ts';
import { findLeftovers } from '../../../operate/leftovers/find.ts';
import { systemPolicy } from '../../../permissions/system-policy.ts';
import type { Call } from '../../../permissions/testing/call.ts';
import { allNeeds } from '../../../permissions/testing/needs.ts';
import { recordCalls } from '../../../permissions/testing/record-calls.ts';
import { firstDenied } from '../../../permissions/testing/simulator.ts';
import { table } from '../../../screen/table.ts';
import { ownership } from '../../../settings/settings.ts';
import { SYSTEMS } from '../../../systems.ts';
import { LONG } from '../../../testing/long.ts';
import { DRILL_STAGE, type StoryWith } from '../../abilities.ts';
import { allRows } from '../alarms/table.ts';
import { partNames, STACK } from '../names.ts';
import { lineCounterSettings } from '../settings.ts';
import { DRILLS } from './all.ts';
import { type LineCounterSite, openSite } from './site.ts';

/** Milliseconds, on a busy machine. */
const LONGEST = 900_000;
const home = mkdtempSync(join(tmpdir(), 'drills-'));
const rows = allRows(partNames(`ada-${DRILL_STAGE}-${STACK}`, ''));

const SHORT = ['nothing-uploaded', 'swallowed', 'mapping-off', 'cache-full', 'poison', 'mail-unheard'];
const PLAYED = DRILLS.filter(({ name }) => LONG || SHORT.includes(name));

let local: LocalCloud;
let cloud: Owned;
let site: LineCounterSite;
let played: Played<LineCounterSite>[] = [];
const failures: string[] = [];
/** Every call, by the drill that was running. Building and removing count as one more. */
const calls: Call[] = [];
let by = 'the stage';

const system = await SYSTEMS['line-counter']();
const storyWith: StoryWith = (env, site) => system.configured(env).story(site);

beforeAll(async () => {
  local = await startLocalCloud({ home });
  const settings = lineCounterSettings({});
  cloud = {
    ...(await openCloud({ region: settings.AWS_REGION, endpoint: local.endpoint })),
    tags: ownership(settings, STACK),
  };
  const endRecording = recordCalls((call) => void calls.push({ by, ...call }));
  site = await openSite({ cloud, env: {}, storyWith, signal: new AbortController().signal }, home);
  played = await playAll(site, PLAYED, {
    begins({ name }) {
      by = name;
    },
    tell() {},
    ended() {},
    failed: (drill, error) => void failures.push(`${drill.name}: ${error}`),
  });
  endRecording();
}, LONGEST);
afterAll(async () => {
  site?.close();
  cloud?.close();
  await stopLocalCloud({ home });
  rmSync(home, { recursive: true, force: true });
});

test('no drill failed', () => {
  expect(failures).toEqual([]);
  expect(played.map(({ drill }) => drill.name)).toEqual(PLAYED.map(({ name }) => name));
  const lines = played.flatMap(({ drill, rung }) =>
    rung.map(({ row, signal, alarm, mail, back }) => [
      ...[String(row.point.number), drill.name, row.name],
      ...[signal, alarm, mail, back].map((seconds) => seconds.toFixed(1)),
    ]),
  );
  console.log(table([['point', 'drill', 'alarm', 'signal', 'rang', 'mail', 'back'], ...lines]).join('\n'));
});

test('every alarm of the table goes to ALARM in some drill', () => {
  expect(new Set(DRILLS.flatMap(({ rings }) => rings))).toEqual(new Set(rows.map(({ name }) => name)));
});

describe('every alarm of a drill', () => {
  test.each(PLAYED.flatMap(({ rings }) => rings))(
    '%s rang after its signal, the operators heard of it, and it went back',
    (name) => {
      const found = played.flatMap(({ rung }) => rung).filter(({ row }) => row.name === name);
      expect(found.length).toBeGreaterThan(0);
      for (const { signal, alarm, mail, back } of found) {
        expect(alarm).toBeGreaterThanOrEqual(signal);
        expect(mail).toBeGreaterThan(0);
        expect(back).toBeGreaterThanOrEqual(0);
      }
    },
  );
});

test('`up` repaired everything that it can repair', () => {
  const repaired = Object.fromEntries(played.map(({ drill, repaired: parts }) => [drill.name, parts.join()]));
  expect(repaired['mapping-off']).toMatch(/Mapping .* repaired Enabled/);
  expect(repaired.swallowed).toMatch(/Lambda function .* repaired CodeSha256/);
  if (LONG) expect(repaired['mail-refused']).toMatch(/Environment of .* repaired TOPIC_ARN/);
  expect(repaired['mail-unheard']).toMatch(/E-mail subscription of .* created/);
});

test('nothing of the stage is left, and nothing of the drills is left in the cache', async () => {
  expect(await findLeftovers(site.cloud, site.part)).toEqual([]);
  expect(await site.cache?.keys('*')).toEqual([]);
  expect(await site.cache?.config('GET', 'maxmemory')).toEqual(['maxmemory', '0']);
});

test('the deployer’s policy for this stage allows every drill that AWS can run', async () => {
  const onAws = PLAYED.filter(({ minutesOnAws }) => minutesOnAws !== undefined).map(({ name }) => name);
  expect(onAws.length).toBeGreaterThan(1);
  // On AWS CloudWatch evaluates the alarms.
  const made = calls.filter(
    ({ by, operation }) => ['the stage', ...onAws].includes(by) && operation !== 'SetAlarmState',
  );
  expect(made.length).toBeGreaterThan(200);
  const needs = await allNeeds(made, { account: LOCAL_ACCOUNT, region: cloud.region });
  const policy = await systemPolicy(system, { STAGE: DRILL_STAGE });
  expect(await firstDenied(needs, { principal: `arn:aws:iam::${LOCAL_ACCOUNT}:user/ana`, policy })).toBeUndefined();
});
