// Random histories of a few files: uploads, overwrites and deletions, each told of up to three times, in any order. A model
// says what the log must then hold. The long run (npm run test:long) plays 10,000 histories, the usual run 200.

import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONG } from '../../../testing/long.ts';
import type { Item } from '../item.ts';
import { auditWriter, type Tools } from './audit.ts';
import { Telemetry } from './telemetry.ts';

const nothing = () => undefined;
const telemetry = new Telemetry(
  { addContext: nothing, info: nothing, warn: nothing } as never,
  { addMetric: nothing, publishStoredMetrics: nothing } as never,
);
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

interface Happened {
  readonly file: string;
  /** Lines of the new version; undefined for a deletion. */
  readonly lines: number | undefined;
  /** How often S3 tells of it. */
  readonly told: number;
}
const happened = fc.record({
  file: fc.constantFrom('a.csv', 'b.txt', 'pasta/ç+ã.csv'),
  lines: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  told: fc.integer({ min: 1, max: 3 }),
});

/** Lengths differ, as those of S3 do. */
const sequencer = (at: number) => (0xa0 + at).toString(16).toUpperCase() + '0'.repeat(at % 3);
const nameOf = ({ lines }: Happened) =>
  lines === undefined ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectCreated:Put';

const eventOf = (one: Happened, at: number) => ({
  Records: [
    {
      ...{ eventName: nameOf(one), eventTime: '2026-11-26T10:00:00.000Z' },
      s3: {
        bucket: { name: 'files' },
        object: { key: encodeURIComponent(one.file), size: 1, sequencer: sequencer(at), versionId: `v${at}` },
      },
    },
  ],
});

/** What the log must hold of each file, the oldest event first. */
const modelOf = (steps: readonly Happened[]) =>
  Object.fromEntries(
    [...new Set(steps.map(({ file }) => file))].map((file) => [
      file,
      steps.flatMap((one, at) =>
        one.file === file
          ? [{ event: `${sequencer(at).padEnd(40, '0')}#${nameOf(one)}`, versionId: `v${at}`, lines: one.lines }]
          : [],
      ),
    ]),
  );

test('whatever the order and the repeats: an item an event, of its own version, in the order of what happened', async () => {
  let played = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(happened, { minLength: 1, maxLength: 12 }), fc.gen(), async (steps, draw) => {
      const table = new Map<string, Item>();
      const store: Tools['store'] = async (item) => {
        const key = `${item.file}|${item.event}`;
        if (table.has(key)) return false;
        table.set(key, item);
        return true;
      };
      const read: Tools['read'] = async ({ versionId = '' }) => ({
        ...{ contentType: undefined, metadata: undefined },
        body: (async function* () {
          yield Buffer.from('x\n'.repeat(steps[Number(versionId.slice(1))]?.lines ?? 0));
        })(),
      });
      const writer = auditWriter({ read, store, telemetry, maxBytes: 1e6 });
      const told = steps.flatMap((one, at) => Array.from({ length: one.told }, () => eventOf(one, at)));
      for (const event of draw(fc.shuffledSubarray, told, { minLength: told.length })) await writer(event, context);
      const items = [...table.values()].sort((one, other) => (one.event < other.event ? -1 : 1));
      const held = Object.fromEntries(
        Object.keys(modelOf(steps)).map((file) => [
          file,
          items
            .filter((item) => item.file === file)
            .map(({ event, versionId, lines }) => ({ event, versionId, lines })),
        ]),
      );
      expect(held).toEqual(modelOf(steps));
      expect(items.every(({ status }) => status === 'success')).toBe(true);
      played += 1;
    }),
    { numRuns: LONG ? 10_000 : 200 },
  );
  expect(played).toBe(LONG ? 10_000 : 200);
}, 1_200_000);
