// What the drills of every system must do: every alarm of its table goes to ALARM in some drill and goes back, nothing is
// left, and the deployer's policy is enough for them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_ACCOUNT } from '../aws/clients.ts';
import type { Drill } from '../operate/drills/drill.ts';
import { playAll } from '../operate/drills/open.ts';
import type { Played } from '../operate/drills/play.ts';
import type { Site } from '../operate/drills/site.ts';
import { systemPolicy } from '../permissions/system-policy.ts';
import type { Call } from '../permissions/testing/call.ts';
import { allNeeds } from '../permissions/testing/needs.ts';
import { recordCalls } from '../permissions/testing/record-calls.ts';
import { firstDenied } from '../permissions/testing/simulator.ts';
import { table } from '../screen/table.ts';
import { DRILL_STAGE } from '../systems/abilities.ts';
import type { System } from '../systems/system.ts';

/** Milliseconds, on a busy machine. */
const LONGEST = 900_000;

export interface DrillsUnderTest<S extends Site> {
  readonly system: System;
  readonly drills: readonly Drill<S>[];
  /** Those that are played in this run. */
  readonly chosen: readonly Drill<S>[];
  /** Calls whose rights are checked; default all. The recorder does not know every service. */
  checked?(call: Call): boolean;
  /** In the account LOCAL_ACCOUNT. */
  open(): Promise<S>;
  end(): Promise<unknown>;
}

/** What the tests of one system add to these. */
export interface AfterDrills<S extends Site> {
  readonly site: S;
  readonly played: readonly Played<S>[];
  /** Every call, by the drill that was running. Building and removing count as one more. */
  readonly calls: readonly Call[];
}

/** @returns what is known when the drills have been played: to be asked inside of a test */
export function drillsContract<S extends Site>(
  { system, drills, chosen, checked = () => true, open, end }: DrillsUnderTest<S>,
  rows: readonly { readonly name: string }[],
): () => AfterDrills<S> {
  let site: S | undefined;
  let played: Played<S>[] = [];
  const failures: string[] = [];
  const calls: Call[] = [];
  let by = 'the stage';
  const reached = () => {
    if (!site) throw new Error('The site of the drills was not opened.');
    return { site, played, calls };
  };

  beforeAll(async () => {
    site = await open();
    const endRecording = recordCalls((call) => void calls.push({ by, ...call }));
    played = await playAll(site, chosen, {
      begins({ name }) {
        by = name;
      },
      tell() {},
      ended() {},
      failed: (drill, error) => void failures.push(`${drill.name}: ${error}`),
    }).finally(endRecording);
  }, LONGEST);
  afterAll(async () => {
    site?.close();
    site?.cloud.close();
    await end();
  });

  test('no drill failed', () => {
    expect(failures).toEqual([]);
    expect(played.map(({ drill }) => drill.name)).toEqual(chosen.map(({ name }) => name));
    const lines = played.flatMap(({ drill, rung }) =>
      rung.map(({ row, signal, alarm, mail, back }) => [
        ...[String(row.point.number), drill.name, row.name],
        ...[signal, alarm, mail, back].map((seconds) => seconds.toFixed(1)),
      ]),
    );
    console.log(table([['point', 'drill', 'alarm', 'signal', 'rang', 'mail', 'back'], ...lines]).join('\n'));
  });

  test('every alarm of the table goes to ALARM in some drill', () => {
    expect(new Set(drills.flatMap(({ rings }) => rings))).toEqual(new Set(rows.map(({ name }) => name)));
  });

  describe('every alarm of a drill', () => {
    test.each(chosen.flatMap(({ rings }) => rings))(
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

  test('the deployer’s policy for this stage allows every drill that AWS can run', async () => {
    const onAws = chosen.filter(({ minutesOnAws }) => minutesOnAws !== undefined).map(({ name }) => name);
    expect(onAws.length).toBeGreaterThan(1);
    // On AWS CloudWatch evaluates the alarms.
    const made = calls.filter(
      ({ by, operation }) => ['the stage', ...onAws].includes(by) && operation !== 'SetAlarmState',
    );
    expect(made.length).toBeGreaterThan(200);
    const needs = await allNeeds(made.filter(checked), { account: LOCAL_ACCOUNT, region: reached().site.cloud.region });
    const policy = await systemPolicy(system, { STAGE: DRILL_STAGE });
    expect(await firstDenied(needs, { principal: `arn:aws:iam::${LOCAL_ACCOUNT}:user/ana`, policy })).toBeUndefined();
  });
  return reached;
}
