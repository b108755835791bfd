// The long run: `npm run test:long` sets LONG_TESTS. It runs the files called *.long.test.ts, each of them whole; the usual run
// takes a sample of them.

export const LONG = Boolean(process.env.LONG_TESTS);
