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
import { ending, goesOn, headline, introduction, type Manner, writes } from './walkthrough-text.ts';
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
  /** Stages that are read without questions; with `all` everything. */
  const unasked = new Set<string>();
  let all = false;
  const brief = new Set<string>();
  /** The first part of each group that was introduced: then the group was. */
  const introduced = new Set<string>();
  /** Parts that go on beside the walkthrough, and their results that came while a question was open. */
  const beside = new Set<string>();
  let late: Result[] | undefined;
  let atWork = '';
  /** What was shown of the part before, and of this one. */
  let [before, page]: [string[], string[]] = [[], []];
  const show = (lines: readonly string[]) => {
    for (const line of lines) print(line);
    page.push(...lines);
  };
  const showBeside = (result: Result) => {
    const lines = brief.has(result.title) ? [row(result)] : ['', pc.bold(result.title), ...ending(result, manner)];
    for (const line of lines) print(line);
  };

  return {
    stage(title) {
      stageNow = spoken(title);
    },
    planned: (title, part) => void parts.push({ title, stage: stageNow, part }),
    async introduce(title, about) {
      wait.end();
      number += 1;
      atWork = title;
      const group = groupOf(title, parts);
      const stage = group[0]?.stage ?? '';
      if (stage !== stageShown) print(`\n${pc.bold(stage)}`, 4);
      stageShown = stage;
      if (all || unasked.has(stage)) return void brief.add(title);
      const head = group[0]?.title ?? title;
      if (introduced.has(head)) return;
      introduced.add(head);
      [before, page] = [page, []];
      print();
      const kind = group[0]?.part?.kind ?? title;
      const name = group.length > 1 ? `${kind}: ${group.length}` : title;
      show([headline(name, [number, number + group.length - 1], parts.length)]);
      const listed = group.map(({ part }) => `  ${pc.dim('-')} ${part?.name}: ${spoken(part?.about.what ?? '')}`);
      show(group.length > 1 ? listed : []);
      show(introduction(about, group[0]?.part, stage, { ...manner, listed: group.length > 1 }));
      if (!input.isTTY) return;
      late = [];
      try {
        for (;;) {
          const answer = await askForAnswer({ input, output: stream, signal });
          if (answer === 'quit') throw new Interrupted();
          if (answer === 'stage') unasked.add(stage);
          if (answer === 'all') all = true;
          if (answer !== 'again') return;
          for (const line of before.length ? before : page) print(line);
        }
      } finally {
        const came = late;
        late = undefined;
        for (const result of came) showBeside(result);
      }
    },
    goesOn(title) {
      beside.add(title);
      atWork = '';
      wait.end();
      show([goesOn(parts.find((one) => one.title === title)?.part?.usually)]);
    },
    working(title, what) {
      if (late || (atWork && beside.has(title))) return; // a question is open, or the part that was just read is at work
      wait.show(beside.has(title) ? `${title}: ${spoken(what)}` : spoken(what));
    },
    ended(result) {
      if (late && beside.has(result.title)) return void late.push(result);
      wait.end();
      if (beside.has(result.title)) return showBeside(result);
      atWork = '';
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
