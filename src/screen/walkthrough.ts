// The classroom walkthrough: before each part what it is, why, what it costs and where to see it; after it the calls it made.

import pc from 'picocolors';
import { Interrupted } from '../engine/problems.ts';
import type { Screen } from '../engine/progress.ts';
import { ask } from './ask.ts';
import { detail, toned, worded } from './outcome-text.ts';
import { describeCalls } from './terminal.ts';
import { waiting } from './waiting.ts';
import { wrapped } from './wrap.ts';

type Terminal = NodeJS.ReadableStream & { readonly isTTY?: boolean };
/** Columns before the text of a line: two blanks, a name, a blank. */
const NAMES = 11;

/**
 * Waits for Enter before each part when a person sits there; otherwise it only tells. Ctrl-C there rejects `introduce`
 * with Interrupted, and with that the engine stops the run.
 */
export function walkthrough(
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
  input: Terminal = process.stdin,
): Screen & { clear(): void } {
  const stageOf = new Map<string, string>();
  const columns = () => (stream.isTTY ? stream.columns : undefined);
  const print = (text = '', indent = NAMES) => void stream.write(`${wrapped(text, columns(), indent)}\n`);
  const tell = (name: string, text: string) => print(`  ${pc.dim(name.padEnd(8))} ${text}`.trimEnd());
  const wait = waiting(stream);
  let current = '';
  let shown = '';
  let number = 0;

  return {
    stage(title) {
      current = title;
    },
    planned: (title) => void stageOf.set(title, current),
    async introduce(title, about) {
      number += 1;
      const stage = stageOf.get(title) ?? '';
      if (stage !== shown) print(`\n${pc.bold(stage)}`, 4);
      shown = stage;
      print(`\n${pc.bold(title)} ${pc.dim(`(${number} of ${stageOf.size})`)}`, 2);
      const { what, why, cost, console } = about;
      for (const [name, text] of Object.entries({ what, why, cost, console })) tell(name, text);
      if (!input.isTTY) return;
      await ask(pc.dim('  Enter to go on '), { input, output: stream, signal });
    },
    working: (_, what) => wait.show(what),
    ended(result) {
      wait.end();
      if (result.outcome === 'not-started' && result.error instanceof Interrupted) return;
      tell('calls', describeCalls(result.calls) || 'none');
      tell('result', `${toned(result)(worded(result))}   ${detail(result)}`);
    },
    clear: wait.clear,
  };
}
