// Tests for every resource: created; unchanged with no write; broken by hand and repaired; removed. Writes are
// counted below the SDK. A repair may name only the broken field, and the run after it must write nothing. Every call in
// these tests needs a right, and the resource must state it.

import { describe, expect, test } from 'vitest';
import type { Call } from '../engine/journal.ts';
import type { Step } from '../engine/lifecycle.ts';
import { actionsOf, prefixOf } from '../permissions/testing/actions.ts';
import { API_GATEWAY, apiAction } from '../permissions/testing/api-gateway.ts';
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
    const calls: Call[] = [];
    const ensured = ({ step, needs }: Subject<Needs, Live>) =>
      cloud.journal.during(calls, () => step.ensure(needs, ctx));
    const unchanged = async ({ step, needs }: Subject<Needs, Live>) => {
      const writes = await writesDuring(async () => {
        expect(await ensured({ step, needs })).toMatchObject({ outcome: 'unchanged', drift: [] });
      });
      expect(writes).toBe(0);
    };

    test('is absent at first, then created, then left alone without a single write', async () => {
      const { step, needs } = await subject();
      expect(await step.describe(ctx)).toBeUndefined();
      const { outcome, live } = await ensured({ step, needs });
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
        const { outcome, drift } = await ensured({ step, needs });
        expect({ outcome, fields: drift.map(({ field }) => field) }).toEqual({
          outcome: 'repaired',
          fields: broken.map(({ field }) => field),
        });
        await unchanged({ step, needs });
      });

    test('is removed, and then there is nothing to remove', async () => {
      const { step } = await subject();
      expect(await cloud.journal.during(calls, () => step.remove(ctx))).toBe('removed');
      const writes = await writesDuring(async () => expect(await step.remove(ctx)).toBe('absent'));
      expect(writes).toBe(0);
      expect(await step.describe(ctx)).toBeUndefined();
    });

    test('states the rights that its calls need', async () => {
      const { step } = await subject();
      const stated = step.rights.flatMap(({ actions }) => actions);
      const needed = new Set(calls.flatMap(actionsNeeded));
      expect(needed.size).toBeGreaterThan(0);
      expect([...needed].filter((action) => !stated.includes(action))).toEqual([]);
    });
  });
}

/** Names of the IAM actions of a call. */
function actionsNeeded({ service, operation, input }: Call): string[] {
  if (service === API_GATEWAY) return [apiAction(operation)];
  const versioned = operation !== 'DeleteObject' || (input as { VersionId?: string } | undefined)?.VersionId;
  return actionsOf(service, operation, false)
    .filter((action) => versioned || action !== 'DeleteObjectVersion')
    .map((action) => `${prefixOf(service)}:${action}`);
}
