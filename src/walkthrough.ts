// The classroom walkthrough: before each part what it is, why, what it costs and where to see it; after it the calls it made.

import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { describeDifference } from './core/difference-words.ts';
import { said } from './core/problems.ts';
import type { Screen } from './core/progress.ts';
import { describeCalls } from './core/terminal.ts';

/** Waits for Enter before each part when a person sits there; otherwise it only tells. */
export function walkthrough(stream: NodeJS.WriteStream, signal: AbortSignal): Screen {
  const stageOf = new Map<string, string>();
  const print = (text = '') => void stream.write(`${text}\n`);
  let current = '';
  let shown = '';

  return {
    stage(title) {
      current = title;
    },
    planned: (title) => void stageOf.set(title, current),
    async introduce(title, { what, why, cost, console }) {
      const stage = stageOf.get(title) ?? '';
      if (stage !== shown) print(`\n${pc.bold(stage)}`);
      shown = stage;
      print(`\n${pc.bold(title)}`);
      for (const [name, text] of Object.entries({ what, why, cost, console }))
        print(`  ${pc.dim(name.padEnd(8))} ${text}`);
      if (!process.stdin.isTTY) return;
      const lines = createInterface({ input: process.stdin, output: stream });
      await lines.question(pc.dim('  Enter to go on '), { signal }).finally(() => lines.close());
    },
    working() {},
    ended({ outcome, drift, calls, error }) {
      print(`  ${pc.dim('calls'.padEnd(8))} ${describeCalls(calls) || 'none'}`);
      print(
        `  ${pc.dim('result'.padEnd(8))} ${error ? pc.red(`${outcome}: ${said(error)}`) : pc.green(outcome)} ${drift.map(describeDifference).join(', ')}`.trimEnd(),
      );
    },
  };
}
