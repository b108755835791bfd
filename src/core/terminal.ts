// The screen: contents first, one line a part, in the order of the story, whatever finishes first.
// Notice: lines are held back until every earlier part has ended, so a run reads the same each time; on a terminal
// the parts at work show below and rewrite in place, elsewhere a slow part says so once in a while.

import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import { describeDifference } from './difference-words.ts';
import type { Call } from './journal.ts';
import { NotStarted, said } from './problems.ts';
import type { Outcome, Result, Screen } from './progress.ts';
import { duration } from './wait.ts';

const WORDS: Partial<Record<Outcome, string>> = {
  'not-started': 'not started',
  'would-create': 'would be created',
  'would-repair': 'would be repaired',
  'would-remove': 'would be removed',
};
const QUIET = new Set<Outcome>(['unchanged', 'absent']);
const BAD = new Set<Outcome>(['failed', 'not-started']);
/** Off a terminal, a part that waits speaks again after so many milliseconds. */
const HEARTBEAT = 15_000;

interface Line {
  kind: 'stage' | 'part';
  text: string;
  result?: Result;
  working?: string;
}

/** Draws on a stream, usually standard output. `words` re-words outcomes, as `status` does. */
export function terminal(
  stream: NodeJS.WriteStream,
  words: Partial<Record<Outcome, string>> = {},
): Screen & { finish(): void } {
  const live = stream.isTTY ? createLogUpdate(stream) : undefined;
  const lines: Line[] = [];
  let shown = 0;
  let spoke = Date.now();

  const width = () => Math.max(40, ...lines.map(({ kind, text }) => (kind === 'part' ? text.length + 2 : 0)));
  const draw = ({ kind, text, result, working }: Line): string => {
    if (kind === 'stage') return pc.bold(text);
    const word = result ? (words[result.outcome] ?? WORDS[result.outcome] ?? result.outcome) : (working ?? 'waiting');
    const tone = !result || QUIET.has(result.outcome) ? pc.dim : BAD.has(result.outcome) ? pc.red : pc.green;
    return `  ${text.padEnd(width())} ${tone(word.padEnd(10))} ${result ? detail(result) : ''}`.trimEnd();
  };
  const print = (text: string) => {
    live?.clear();
    stream.write(`${text}\n`);
  };

  const flush = () => {
    for (let line = lines[shown]; line && (line.kind === 'stage' || line.result); line = lines[++shown]) {
      if (line.kind === 'stage' && !lines.slice(shown + 1).some(({ kind }) => kind === 'part')) break;
      print(draw(line));
    }
    const busy = lines.slice(shown).filter(({ kind, result, working }) => kind === 'part' && !result && working);
    if (live) live(busy.map(draw).join('\n'));
    else if (busy[0] && Date.now() - spoke > HEARTBEAT) {
      spoke = Date.now();
      print(draw(busy[0]));
    }
  };
  const find = (title: string) => lines.find((line) => line.kind === 'part' && line.text === title);

  return {
    stage: (text) => void lines.push({ kind: 'stage', text }),
    planned: (text) => void lines.push({ kind: 'part', text }),
    working(title, what) {
      const line = find(title);
      if (line) line.working = what;
      flush();
    },
    ended(result) {
      const line = find(result.title);
      if (line) line.result = result;
      flush();
    },
    finish() {
      flush();
      live?.done();
    },
  };
}

function detail({ outcome, drift, note, error, seconds }: Result): string {
  if (error instanceof NotStarted) return `needs ${error.because.join(' and ')}`;
  if (error) return said(error);
  const changes = outcome === 'created' ? '' : drift.map(describeDifference).join(', ');
  return [changes, note, seconds >= 10 ? pc.dim(duration(seconds)) : ''].filter(Boolean).join('   ');
}

/** The calls a part made, for the walkthrough: "SQS CreateQueue (wrote), SQS GetQueueAttributes x2" */
export function describeCalls(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { service, operation, write } of calls) {
    const name = `${service} ${operation}${write ? ' (wrote)' : ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} x${count}` : name)).join(', ');
}
