// Random histories of a dataset: files that are uploaded several times and change, events that come late, twice and at
// the same time, and functions that fail or are cut off from the database in the middle.

import fc from 'fast-check';
import type { Cell, Column, Kind, Row, Rows } from '../../rows.ts';

export interface Upload {
  readonly key: string;
  /** 1 for the first upload of the key. */
  readonly number: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** How the work on one event ends. */
export type Fate = 'done' | 'fails before the rows' | 'fails among the rows' | 'is cut off among the rows';

export interface Delivery {
  readonly upload: Upload;
  readonly fate: Fate;
}

/** Deliveries of one list happen at the same time; the lists, one after the other. */
export interface History {
  readonly uploads: readonly Upload[];
  readonly deliveries: readonly (readonly Delivery[])[];
}

const cells: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  boolean: fc.boolean().map(String),
  integer: fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }).map(String),
  decimal: fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat(99))
    .map(([a, b]) => `${a}.${String(b).padStart(2, '0')}`),
  date: fc
    .tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, d]) => `${y}-02-${String(d).padStart(2, '0')}`),
  timestamp: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.nat(999))
    .map(([h, ms]) => `2024-04-03T${String(h).padStart(2, '0')}:00:00${ms ? `.${String(ms).padStart(3, '0')}` : ''}`),
  text: fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
};
const kind = fc.constantFrom(...(Object.keys(cells) as Kind[]));

const content = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'select', 'valor'), kind), {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 3,
  })
  .chain((named) => {
    const columns = named.map(([name, kind]): Column => ({ name, kind, ...(kind === 'decimal' && { scale: 2 }) }));
    const row = fc.tuple(
      ...columns.map((column) => fc.option<string, Cell>(cells[column.kind], { nil: null, freq: 4 })),
    );
    return fc.array(row, { maxLength: 6 }).map((rows) => ({ columns, rows }));
  });

export const histories: fc.Arbitrary<History> = fc
  .array(fc.array(content, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((files) =>
    files.flatMap((contents, file) =>
      contents.map((each, at): Upload => ({ key: `in/historia/${file}.csv`, number: at + 1, ...each })),
    ),
  )
  .chain((uploads) => {
    const fate = fc.constantFrom<Fate>(
      'done',
      'done',
      'fails before the rows',
      'fails among the rows',
      'is cut off among the rows',
    );
    const delivery = fc.record({ upload: fc.constantFrom(...uploads), fate });
    return fc.record({
      uploads: fc.shuffledSubarray([...uploads], { minLength: uploads.length }), // the last try of each, in any order
      deliveries: fc.array(fc.array(delivery, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
    });
  });

/** The rows of an upload, until its fate. @param cut ends every connection to the database */
export function rowsUntil({ upload, fate }: Delivery, cut: () => Promise<unknown>): Rows {
  return {
    columns: upload.columns,
    async *batches() {
      const half = Math.ceil(upload.rows.length / 2);
      yield upload.rows.slice(0, half);
      if (fate === 'fails among the rows') throw new Error('no memory left');
      if (fate === 'is cut off among the rows') await cut();
      yield upload.rows.slice(half);
    },
  };
}
