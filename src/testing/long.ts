// The long run: `npm run test:long` sets LONG_TESTS and runs the whole of each *.long.test.ts file. The usual run takes
// a sample of them. LONG_TESTS may name a system: then only the tests of that system run.

const { LONG_TESTS } = process.env;

export const LONG = Boolean(LONG_TESTS);

/** The system that LONG_TESTS names. undefined: all of them. */
export const LONG_SYSTEM = LONG_TESTS === '1' ? undefined : LONG_TESTS;
