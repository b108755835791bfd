// The walkthrough for a class. Before each part: what it is, why, its price, where it is written and where to see it.
// After it: its calls, and each write with its parameters and as a line of `aws`.

import pc from 'picocolors';
import { Interrupted } from '../engine/problems.ts';
import type { Result, Screen } from '../engine/progress.ts';
import { spoken } from './language.ts';
import { detail, toned, worded } from './outcome-text.ts';
import { waiting } from './waiting.ts';
import { askForAnswer } from './walkthrough-answers.ts';
import { groupOf, type Listed } from './walkthrough-groups.ts';
import { ending, headline, introduction, type Manner, writes } from './walkthrough-text.ts';
import { wrapped } from './wrap.ts';

type Terminal = NodeJS.ReadableStream & { readonly isTTY?: boolean };
/** Columns before the text of a line: two blanks, a label, a blank. */
const NAMES = 11;

/**
 * Waits for an answer before each part when a person is at the terminal; otherwise it only shows the text. Ctrl-C at the
 * question rejects `introduce` with Interrupted, and the engine stops the run.
 */
export function walkthrough(
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
  manner: Manner = {},
  input: Terminal = process.stdin,
): Screen & { clear(): void } {
  const parts: Listed[] = [];
  const print = (text = '', indent = NAMES) =>
    void stream.write(`${wrapped(text, stream.isTTY ? stream.columns : undefined, indent)}\n`);
  const wait = waiting(stream);
  let [stageNow, stageShown, number] = ['', '', 0];
  /** Without questions: for the rest of a stage, or to the end. */
  let unasked: string | 'all' | undefined;
  const brief = new Set<string>();
  /** What was shown of the part before, and of this one. */
  let [before, page]: [string[], string[]] = [[], []];
  const show = (lines: readonly string[]) => {
    for (const line of lines) print(line);
    page.push(...lines);
  };

  return {
    stage(title) {
      stageNow = spoken(title);
    },
    planned: (title, part) => void parts.push({ title, stage: stageNow, part }),
    async introduce(title, about) {
      number += 1;
      const group = groupOf(title, parts);
      const stage = group[0]?.stage ?? '';
      if (stage !== stageShown) print(`\n${pc.bold(stage)}`, 4);
      stageShown = stage;
      if (unasked !== 'all' && unasked !== stage) unasked = undefined;
      if (unasked) return void brief.add(title);
      if (group.length > 1 && group[0]?.title !== title) return;
      [before, page] = [page, []];
      print();
      const kind = group[0]?.part?.kind ?? title;
      const name = group.length > 1 ? `${kind}: ${group.length}` : title;
      show([headline(name, [number, number + group.length - 1], parts.length)]);
      const listed = group.map(({ part }) => `  ${pc.dim('-')} ${part?.name}: ${spoken(part?.about.what ?? '')}`);
      show(group.length > 1 ? listed : []);
      show(introduction(about, group[0]?.part, stage, { ...manner, listed: group.length > 1 }));
      if (!input.isTTY) return;
      for (;;) {
        const answer = await askForAnswer({ input, output: stream, signal });
        if (answer === 'quit') throw new Interrupted();
        if (answer === 'stage') unasked = stage;
        if (answer === 'all') unasked = 'all';
        if (answer !== 'again') return;
        for (const line of before.length ? before : page) print(line);
      }
    },
    working: (_, what) => wait.show(spoken(what)),
    ended(result) {
      wait.end();
      if (result.outcome === 'not-started' && result.error instanceof Interrupted) return;
      const group = groupOf(result.title, parts);
      if (brief.has(result.title)) print(row(result), NAMES);
      else if (group.length === 1) show(ending(result, manner));
      else show([...(group[0]?.title === result.title ? writes(result.calls, manner) : []), row(result)]);
    },
    clear: wait.clear,
  };
}

const row = (result: Result): string =>
  `  ${toned(result)(worded(result))}   ${result.title}   ${detail(result)}`.trimEnd();
