// Random histories: uploads of a few files, whose events come late, twice, at the same time and in any order, to functions
// that are killed at any call. When everything has been delivered, the newest upload of each file is in all four places, and
// nothing else is.

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONG } from '../../../testing/long.ts';
import type { Tools } from './converter.ts';
import { type Event, openWorkplace } from './testing/workplace.ts';

const work = await openWorkplace();
const { put, convert, items, files, rows, tools } = work;

class Killed extends Error {}

/** Tools of a function that is killed at its n-th call to another place. */
function killedAt(calls: number): Tools {
  let left = calls;
  const before =
    <Arguments extends unknown[], Answer>(call: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments) => {
      left -= 1;
      if (left < 0) throw new Killed();
      return call(...given);
    };
  const { dynamodb } = work.cloud;
  const usual = tools();
  return tools({
    dynamodb: { send: before(dynamodb.send.bind(dynamodb) as never) } as unknown as DynamoDBClient,
    objects: { put: before(usual.objects.put), remove: before(usual.objects.remove) },
    lake: {
      replace: (version, write) =>
        usual.lake.replace(version, async (taken) => {
          const written = await write(taken);
          left -= 1;
          if (left < 0) throw new Killed(); // all places but PostgreSQL are written
          return written;
        }),
    },
  });
}

const upload = fc.record({
  file: fc.nat(1),
  /** Rows; 0 is a file that is refused. */
  size: fc.nat(40),
  /** Calls after which the first try is killed; none is killed at 12. */
  kill: fc.nat(12),
  twice: fc.boolean(),
});

/** The events of all uploads, some twice, in a random order. */
const history = fc.array(upload, { minLength: 1, maxLength: 6 }).chain((uploads) => {
  const deliveries = uploads.flatMap((one, index) => (one.twice ? [index, index] : [index]));
  const order = fc.shuffledSubarray(deliveries, { minLength: deliveries.length });
  return fc.record({ uploads: fc.constant(uploads), order, atOnce: fc.constantFrom(1, 1, 3) });
});

const contentOf = (upload: number, size: number) =>
  size ? `n;upload\n${Array.from({ length: size }, (_, line) => `${line};u${upload}\n`).join('')}` : '';

async function deliver(event: Event, kill: number): Promise<void> {
  try {
    await convert(event, killedAt(kill));
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    await convert(event); // Lambda's next try
  }
}

let round = 0;

test(
  'in any order, with any end in the middle, the newest upload wins in all four places',
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ uploads, order, atOnce }) => {
        round += 1;
        const keyOf = (file: number) => `in/history/${round}-${file}.csv`;
        const events: Event[] = [];
        for (const [index, { file, size }] of uploads.entries())
          events.push(await put(keyOf(file), contentOf(index, size)));
        for (let from = 0; from < order.length; from += atOnce)
          await Promise.all(
            order.slice(from, from + atOnce).map((index) => deliver(events[index] as Event, uploads[index]?.kill ?? 0)),
          );

        const all = await items();
        const mine = all.rows.filter(({ pk }) => pk.startsWith(`in/history/${round}-`));
        let expected = 0;
        for (const file of new Set(uploads.map((one) => one.file))) {
          const key = keyOf(file);
          const newest = uploads.findLastIndex((one) => one.file === file);
          const size = uploads[newest]?.size ?? 0;
          const wanted = Array.from({ length: size }, (_, line) => [String(line), `u${newest}`]);
          expected += size;
          expect((await files(key)).parquet).toEqual(size ? wanted : undefined);
          expect((await files(key)).json?.split('\n').length).toBe(size ? size + 1 : undefined);
          const there = size
            ? await rows('SELECT n, upload FROM lake.history WHERE _file = $1 ORDER BY _line', [key])
            : [];
          expect(there.map(({ n, upload }) => [String(n), upload])).toEqual(wanted);
          const record = all.files.find(({ pk }) => pk === key);
          expect(record).toMatchObject({
            items: String(size),
            rows: String(size),
            status: size ? 'success' : 'failure',
          });
          expect(record).not.toHaveProperty('unfinished');
          expect(record).not.toHaveProperty('replaced');
          expect(record).not.toHaveProperty('becomes');
          expect(mine.filter(({ pk }) => pk.startsWith(`${key}@${record?.sequencer}#`))).toHaveLength(size);
        }
        expect(mine).toHaveLength(expected);
      }),
      { numRuns: LONG ? 1_000 : 12, endOnFailure: true },
    );
  },
  LONG ? 3_600_000 : 180_000,
);

test('the event of an older upload that comes between two tries of the newest changes nothing', async () => {
  const key = 'in/history/overtaken.csv';
  const [older, newest] = [await put(key, contentOf(0, 3)), await put(key, contentOf(1, 5))];
  const { lake } = tools();
  const killedBeforeCommit = tools({
    lake: {
      replace: (version, write) =>
        lake.replace(version, async (taken) => {
          await write(taken);
          throw new Killed();
        }),
    },
  });
  await expect(convert(newest, killedBeforeCommit)).rejects.toThrow(Killed);
  const written = await files(key);
  await convert(older);
  expect(await files(key)).toEqual(written);
  expect(written.parquet).toHaveLength(5);
  await convert(newest);
  expect(await rows('SELECT upload FROM lake.history WHERE _file = $1', [key])).toEqual(
    Array.from({ length: 5 }, () => ({ upload: 'u1' })),
  );
});
