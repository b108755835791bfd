// The walkthrough for a class. Before each part: what it is, why, its price, where to see it. After it: its calls.

import pc from 'picocolors';
import { Interrupted } from '../engine/problems.ts';
import type { Screen } from '../engine/progress.ts';
import type { Text } from '../engine/text.ts';
import { ask } from './ask.ts';
import { spoken } from './language.ts';
import { detail, toned, worded } from './outcome-text.ts';
import { costOf } from './price.ts';
import { describeCalls } from './terminal.ts';
import { waiting } from './waiting.ts';
import { wrapped } from './wrap.ts';

type Terminal = NodeJS.ReadableStream & { readonly isTTY?: boolean };
/** Columns before the text of a line: two blanks, a label, a blank. */
const NAMES = 11;

/** The label of a line: at most eight letters. */
export const LABELS = {
  what: { en: 'what', pt: 'o quê' },
  why: { en: 'why', pt: 'por quê' },
  cost: { en: 'cost', pt: 'custo' },
  console: { en: 'console', pt: 'console' },
  calls: { en: 'calls', pt: 'chamadas' },
  result: { en: 'result', pt: 'desfecho' },
} as const satisfies Record<string, Text>;
const GO_ON: Text = { en: 'Enter to go on', pt: 'Enter para continuar' };
const NONE: Text = { en: 'none', pt: 'nenhuma' };
const OF: Text = { en: 'of', pt: 'de' };

/**
 * Waits for Enter before each part when a person is at the terminal; otherwise it only shows the text. Ctrl-C at the
 * question rejects `introduce` with Interrupted, and the engine stops the run.
 */
export function walkthrough(
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
  input: Terminal = process.stdin,
): Screen & { clear(): void } {
  const stageOf = new Map<string, string>();
  const columns = () => (stream.isTTY ? stream.columns : undefined);
  const print = (text = '', indent = NAMES) => void stream.write(`${wrapped(text, columns(), indent)}\n`);
  const tell = (label: keyof typeof LABELS, text: string) =>
    print(`  ${pc.dim(spoken(LABELS[label]).padEnd(8))} ${text}`.trimEnd());
  const wait = waiting(stream);
  let current = '';
  let shown = '';
  let number = 0;

  return {
    stage(title) {
      current = spoken(title);
    },
    planned: (title) => void stageOf.set(title, current),
    async introduce(title, about) {
      number += 1;
      const stage = stageOf.get(title) ?? '';
      if (stage !== shown) print(`\n${pc.bold(stage)}`, 4);
      shown = stage;
      print(`\n${pc.bold(title)} ${pc.dim(`(${number} ${spoken(OF)} ${stageOf.size})`)}`, 2);
      tell('what', spoken(about.what));
      tell('why', spoken(about.why));
      tell('cost', spoken(costOf(about)));
      tell('console', about.console);
      if (!input.isTTY) return;
      await ask(pc.dim(`  ${spoken(GO_ON)} `), { input, output: stream, signal });
    },
    working: (_, what) => wait.show(spoken(what)),
    ended(result) {
      wait.end();
      if (result.outcome === 'not-started' && result.error instanceof Interrupted) return;
      tell('calls', describeCalls(result.calls) || spoken(NONE));
      tell('result', `${toned(result)(worded(result))}   ${detail(result)}`);
    },
    clear: wait.clear,
  };
}
