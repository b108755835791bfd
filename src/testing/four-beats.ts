// The four beats that every resource must dance: made, left alone, mended, taken away.
// Notice: the second beat counts the calls below the SDK, and the third breaks one field with a raw call, as a person in
// the console would; only that field may be named, and the beat after it must be silent again.

import { describe, expect, test } from 'vitest';
import type { Step } from '../engine/lifecycle.ts';
import type { Workshop } from './workshop.ts';

export interface Dancer<Needs extends object, Live> {
  readonly step: Step<Needs, Live>;
  readonly needs: Needs;
}

/** What somebody did by hand, and the field that must be named for it. */
export interface Break<Live> {
  readonly field: string;
  byHand(live: Live): Promise<unknown>;
}

/** Declares the tests. @param broken "somebody shortens the wait" -> how */
export function fourBeats<Needs extends object, Live>(
  what: string,
  { ctx, writesDuring }: Workshop,
  dancer: () => Dancer<Needs, Live> | Promise<Dancer<Needs, Live>>,
  broken: Readonly<Record<string, Break<Live>>>,
): void {
  describe(what, () => {
    const unchanged = async ({ step, needs }: Dancer<Needs, Live>) => {
      const writes = await writesDuring(async () => {
        expect(await step.ensure(needs, ctx)).toMatchObject({ outcome: 'unchanged', drift: [] });
      });
      expect(writes).toBe(0);
    };

    test('is absent at first, then created, then left alone without a single write', async () => {
      const { step, needs } = await dancer();
      expect(await step.describe(ctx)).toBeUndefined();
      const { outcome, live } = await step.ensure(needs, ctx);
      expect(outcome).toBe('created');
      expect(step.compare(live, needs)).toEqual([]);
      await unchanged({ step, needs });
    });

    for (const [story, { field, byHand }] of Object.entries(broken))
      test(`${story}: ${field} is repaired, and nothing else`, async () => {
        const { step, needs } = await dancer();
        const live = await step.describe(ctx);
        if (live === undefined) throw new Error(`${step.title} is not there to be broken.`);
        await byHand(live);
        const { outcome, drift } = await step.ensure(needs, ctx);
        expect({ outcome, fields: drift.map((one) => one.field) }).toEqual({ outcome: 'repaired', fields: [field] });
        await unchanged({ step, needs });
      });

    test('is removed, and then there is nothing to remove', async () => {
      const { step } = await dancer();
      expect(await step.remove(ctx)).toBe('removed');
      const writes = await writesDuring(async () => expect(await step.remove(ctx)).toBe('absent'));
      expect(writes).toBe(0);
      expect(await step.describe(ctx)).toBeUndefined();
    });
  });
}
