// What the files called *.long.test.ts take. The usual run (`npm test`) takes a sample, always the same one. The long run
// (`npm run test:long`) takes every long test, and a share of each matrix, another one each day. LONG_TESTS=<system> takes
// the long tests of one system, and its matrices whole.

const { LONG_TESTS } = process.env;

export const LONG = Boolean(LONG_TESTS);

/** The system that LONG_TESTS names. undefined: all of them. */
export const LONG_SYSTEM = LONG_TESTS === '1' ? undefined : LONG_TESTS;

/** Time for one matrix of a large system, taken whole, in milliseconds. */
export const HOURS = 6 * 3_600_000;

const DAY = 86_400_000; // milliseconds

/** Days since 1970-01-01 UTC in the long run, else 0. */
const TURN = LONG ? Math.floor(Date.now() / DAY) : 0;

/**
 * How many points or random cases a run takes.
 * @param usual in the usual run @param share in the long run of all systems @param whole in that of one system: default all
 */
export const amount = (usual: number, share: number, whole = Number.POSITIVE_INFINITY): number =>
  LONG_SYSTEM ? whole : LONG ? share : usual;

/**
 * Points of a matrix, spread evenly.
 * @param most about how many
 * @param turn moves all of them by one: after all / most turns each point was taken
 */
export function spread<Point>(all: readonly Point[], most: number, turn = TURN): Point[] {
  const step = Math.max(1, all.length / most);
  const first = turn % Math.ceil(step);
  return all.filter((_, index) => startsStep(index - first, step));
}

/** Is it 0, or the first whole number from a multiple of `step` on? */
const startsStep = (index: number, step: number): boolean =>
  index >= 0 && Math.floor(index / step) !== Math.floor((index - 1) / step);
