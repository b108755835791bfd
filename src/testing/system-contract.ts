// What every system must do: the usual run takes a sample, the long run all of it. A kind of resource that nobody can
// break by hand must say why (src/resources/breaks.ts).

import { describe, expect, test } from 'vitest';
import type { Result } from '../engine/progress.ts';
import { inEnglish } from '../engine/text.ts';
import { receipt } from '../operate/leftovers/receipt.ts';
import { breakAll, breaksOf } from '../resources/breaks.ts';
import type { System } from '../systems/system.ts';
import { amount, HOURS, LONG, spread } from './long.ts';
import { neighbours } from './neighbours.ts';
import { type OpenSystem, openSystem } from './open-system.ts';
import { snapshot } from './snapshot.ts';

const AT_ONCE = 4;

/** "repaired Threshold" for each part that a run changed. */
const changed = (results: readonly Result[]) =>
  Object.fromEntries(
    results
      .filter(({ outcome }) => outcome !== 'unchanged')
      .map(({ title, outcome, drift }) => [title, `${outcome} ${drift.map(({ field }) => field).join()}`]),
  );

export function systemContract(system: System): void {
  const open = (env?: Record<string, string>, account?: string) => openSystem(system, env, account);

  describe(`the system ${system.name}`, () => {
    test('on an empty account plans to create all and to remove nothing; neither plan nor `down` writes', async () => {
      const opened = await open();
      const plan = await opened.up({ plan: true });
      expect(plan).toMatchObject({ writes: 0, failure: undefined });
      expect(plan.outcomes).toEqual({ 'would-create': plan.results.length });
      for (const plan of [true, false]) {
        const down = await opened.down({ plan });
        expect(down).toMatchObject({ writes: 0, failure: undefined });
        expect(down.outcomes).toEqual({ absent: down.results.length });
      }
    });

    test('is created, left alone with no write, removed with a receipt, absent, and created again', async () => {
      const opened = await open();
      const { cloud, name, parts } = opened;
      const first = await opened.up();
      expect(first.failure).toBeUndefined();
      expect(first.outcomes).toEqual({ created: first.results.length });
      const dated = new Set(first.results.filter(({ madeAt }) => madeAt).map(({ title }) => title));
      // The emulator does not tell it of an endpoint.
      const billed = opened.steps.filter(
        ({ used = true, about, kind }) => used && about.perHour && kind !== 'VPC endpoint',
      );
      expect(billed.filter(({ title }) => !dated.has(title)).map(({ title }) => title)).toEqual([]);
      for (const plan of [false, true]) {
        const again = await opened.up({ plan });
        expect(again).toMatchObject({ writes: 0, failure: undefined });
        expect(again.outcomes).toEqual({ unchanged: first.results.length });
      }
      const standing = await opened.left();
      expect(() => receipt(cloud, parts, standing)).toThrow(new RegExp(`of ${name} left in`));

      const plan = await opened.down({ plan: true });
      expect(plan).toMatchObject({ writes: 0, failure: undefined });
      expect(await opened.left()).toEqual(standing);
      const { outcomes, results, failure } = await opened.down();
      expect(failure).toBeUndefined();
      expect(outcomes).toEqual({
        removed: plan.outcomes['would-remove'],
        ...(plan.outcomes.absent && { absent: plan.outcomes.absent }),
      });
      expect(inEnglish(receipt(cloud, parts, await opened.left()))).toContain(`nothing of ${name} is left`);
      expect(await opened.down()).toMatchObject({ writes: 0, outcomes: { absent: results.length } });

      const again = await opened.up();
      expect(again).toMatchObject({ outcomes: first.outcomes, failure: undefined });
    });

    test('one field of each part broken by hand: a plan names them, a run repairs exactly them', async () => {
      const opened = await open();
      const { steps, results } = await opened.up();
      const broken = await breakAll(opened.cloud, steps);
      const breakable = steps.filter(
        ({ kind, kept }) => !kept && Object.values(breaksOf(kind)).some(({ spreads }) => !spreads),
      );
      expect(Object.keys(broken)).toEqual(breakable.map(({ title }) => title));
      const as = (outcome: string) =>
        Object.fromEntries(Object.entries(broken).map(([title, fields]) => [title, `${outcome} ${fields.join()}`]));

      const plan = await opened.up({ plan: true });
      expect(plan.writes).toBe(0);
      expect(changed(plan.results)).toEqual(as('would-repair'));
      const run = await opened.up();
      expect(run.failure).toBeUndefined();
      expect(changed(run.results)).toEqual(as('repaired'));
      expect(await opened.up()).toMatchObject({ outcomes: { unchanged: results.length }, writes: 0 });
    });

    test('stopped after any part: `down` leaves nothing, `up` ends where an undisturbed run ends', {
      timeout: LONG ? HOURS : 120_000,
    }, async () => {
      const calm = await open();
      const all = (await calm.up()).results.length;
      const undisturbed = await snapshot(calm);
      const everywhere = Array.from({ length: all }, (_, index) => all - index);
      const middle = [Math.ceil(all / 2)];
      const points = LONG ? spread(everywhere, amount(1, 5)) : middle;
      const queue = points.values();
      const work = async () => {
        const opened = await open();
        for (const parts of queue) await survives(opened, parts, all, undisturbed);
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, points.length) }, work));
    });

    test('what is switched off is taken away and the rest is left alone; switched on again, it is back', async () => {
      const switches = Object.entries(system.configured({}).settings).filter(([, value]) => value === 'on');
      const off = Object.fromEntries(switches.map(([name]) => [name, 'off']));
      const full = await open();
      const { length: all } = (await full.up()).results;
      const bare = await open(off, full.cloud.account);
      const plan = await bare.up({ plan: true });
      const less = await bare.up();
      expect([plan.writes, less.failure]).toEqual([0, undefined]);
      const { removed, unchanged = 0, repaired = 0, ...others } = less.outcomes;
      expect(removed).toBeGreaterThan(0);
      expect(others).toEqual({});
      expect(plan.outcomes).toMatchObject({ 'would-remove': removed, unchanged });
      expect((await bare.up()).writes).toBe(0);
      const back = await full.up();
      expect(back.failure).toBeUndefined();
      expect(back.outcomes.created).toBe(all - unchanged - repaired);
      expect((await bare.down()).failure).toBeUndefined();
      expect(await full.left()).toEqual([]);
    });

    test('`down` can be stopped anywhere and run again', async () => {
      const opened = await open();
      await opened.up();
      for (const stopAfter of [1, 4, 9])
        expect((await opened.down({ stopAfter })).outcomes['not-started']).toBeDefined();
      expect((await opened.down()).failure).toBeUndefined();
      expect(await opened.left()).toEqual([]);
    });

    test('another stage, and neighbours whose names begin like ours, notice nothing', async () => {
      const opened = await open();
      const prod = await open({ STAGE: 'prod', VPC_CIDR: '10.50.0.0/16' }, opened.cloud.account);
      for (const one of [opened, prod]) expect((await one.up()).failure).toBeUndefined();
      const others = await neighbours(opened);
      const before = await others.look();
      expect((await opened.down()).failure).toBeUndefined();
      expect(await opened.left()).toEqual([]);
      expect(await others.look()).toEqual(before);
      const after = await prod.up();
      expect([after.outcomes, after.writes]).toEqual([{ unchanged: after.results.length }, 0]);
    });
  });
}

/** Stopped after so many parts and taken down; stopped there again and finished. */
async function survives(opened: OpenSystem, parts: number, all: number, undisturbed: object): Promise<void> {
  const after = `after ${parts} parts`;
  const rest = (outcome: 'not-started' | 'created') => parts < all && { [outcome]: all - parts };
  const takeDown = async () => {
    const { failure, outcomes } = await opened.down();
    expect([failure, outcomes.failed], after).toEqual([undefined, undefined]);
    expect(await opened.left(), after).toEqual([]);
  };
  const half = async () =>
    expect((await opened.up({ stopAfter: parts })).outcomes, after).toEqual({ created: parts, ...rest('not-started') });
  await half();
  await takeDown();
  await half();
  const { failure, outcomes } = await opened.up();
  expect({ failure, ...outcomes }, after).toEqual({ failure: undefined, unchanged: parts, ...rest('created') });
  expect(await snapshot(opened), after).toEqual(undisturbed);
  await takeDown();
}
