// The long run: `npm run test:long` sets LONG_TESTS and runs the whole of each *.long.test.ts file. The usual run takes
// a sample of them.

export const LONG = Boolean(process.env.LONG_TESTS);
