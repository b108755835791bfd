// npm run trace -- FILE: the way of one file, step by step with times, and where it is stuck.

import { command } from '../src/cli/command.ts';
import { UsageProblem } from '../src/engine/problems.ts';

const USAGE = `Usage: npm run trace -- FILE [flags]
Shows when a file was uploaded and what became of it, step by step; and where it is stuck.`;

await command({ usage: USAGE, flags: {}, words: true, needs: 'trace', prepare }, async (session, key) => {
  await session.ability(session, key);
});

/** @throws UsageProblem */
function prepare(_: unknown, [key, ...more]: readonly string[]): string {
  if (key && !more.length) return key;
  throw new UsageProblem(key ? 'trace takes one file at a time.' : 'No file was named.', {
    next: "Name one as it is in the bucket, such as npm run trace -- 'relatório de março.txt'",
  });
}
