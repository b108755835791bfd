// Four tests for every resource: created; unchanged with no write; broken by hand and repaired; removed. Writes are
// counted below the SDK. A repair may name only the broken field, and the run after it must write nothing.

import { describe, expect, test } from 'vitest';
import type { Step } from '../engine/lifecycle.ts';
import type { Breaks } from '../resources/break.ts';
import { breakByHand, breaksOf } from '../resources/breaks.ts';
import type { TestCloud } from './test-cloud.ts';

export interface Subject<Needs extends object, Live> {
  readonly step: Step<Needs, Live>;
  readonly needs: Needs;
}

/**
 * Declares the tests.
 * @param breaks all of the resource's list
 * @param unfit those that do not fit this subject: a queue without a redrive policy
 */
export function fourBeats<Needs extends object, Live, Ways extends Breaks<Live>>(
  what: string,
  { cloud, ctx, writesDuring }: TestCloud,
  subject: () => Subject<Needs, Live> | Promise<Subject<Needs, Live>>,
  breaks: Ways,
  unfit: readonly (keyof Ways & string)[] = [],
): void {
  describe(what, () => {
    const unchanged = async ({ step, needs }: Subject<Needs, Live>) => {
      const writes = await writesDuring(async () => {
        expect(await step.ensure(needs, ctx)).toMatchObject({ outcome: 'unchanged', drift: [] });
      });
      expect(writes).toBe(0);
    };

    test('is absent at first, then created, then left alone without a single write', async () => {
      const { step, needs } = await subject();
      expect(await step.describe(ctx)).toBeUndefined();
      const { outcome, live } = await step.ensure(needs, ctx);
      expect(outcome).toBe('created');
      expect(step.compare(live, needs)).toEqual([]);
      await unchanged({ step, needs });
      expect(breaksOf(step.kind)).toEqual(breaks);
      const fitsNot = Object.entries(breaks).filter(([, { fits }]) => fits?.(live) === false);
      expect(fitsNot.map(([story]) => story)).toEqual(unfit);
    });

    for (const story of Object.keys(breaks).filter((one) => !unfit.includes(one)))
      test(`${story}: that is repaired, and nothing else`, async () => {
        const { step, needs } = await subject();
        const broken = await breakByHand(cloud, step, story);
        const { outcome, drift } = await step.ensure(needs, ctx);
        expect({ outcome, fields: drift.map(({ field }) => field) }).toEqual({
          outcome: 'repaired',
          fields: broken.map(({ field }) => field),
        });
        await unchanged({ step, needs });
      });

    test('is removed, and then there is nothing to remove', async () => {
      const { step } = await subject();
      expect(await step.remove(ctx)).toBe('removed');
      const writes = await writesDuring(async () => expect(await step.remove(ctx)).toBe('absent'));
      expect(writes).toBe(0);
      expect(await step.describe(ctx)).toBeUndefined();
    });
  });
}
