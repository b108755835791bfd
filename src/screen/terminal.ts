// The screen for people: one line a part, in the order of the story. A line waits until every earlier part has ended.
// A terminal shows the working parts below and rewrites them; elsewhere a slow part writes a line after some time.
// Lines break between words. On a narrow terminal titles leave out the common beginning of names.

import pc from 'picocolors';
import type { Call } from '../engine/journal.ts';
import type { Result, Screen } from '../engine/progress.ts';
import type { Text } from '../engine/text.ts';
import { spoken } from './language.ts';
import { detail, toned, type Words, worded } from './outcome-text.ts';
import { pad } from './table.ts';
import { wrapped } from './wrap.ts';

const WAITING: Text = { en: 'waiting', pt: 'esperando' };
const WROTE: Text = { en: 'wrote', pt: 'escrita' };
/** Columns of the longest word for an outcome. */
const LONGEST_WORD = 'would be repaired'.length; // Portuguese: "seria corrigido"
/** Milliseconds between two lines of a waiting part when there is no terminal. */
const HEARTBEAT = 15_000;

interface Line {
  kind: 'stage' | 'part';
  text: string;
  result?: Result;
  working?: string;
}

interface Layout {
  readonly columns: number | undefined;
  readonly narrow: boolean;
  /** Columns for titles. */
  readonly title: number;
}

/**
 * Draws on a stream, usually standard output.
 * @param words other words for outcomes, as in `status`
 * @param name the beginning of the names of parts, "ada-dev-shop": a narrow terminal shows "…" instead
 */
export async function terminal(
  stream: NodeJS.WriteStream,
  words: Words = {},
  name?: string,
): Promise<Screen & { finish(): void; clear(): void }> {
  const live = stream.isTTY ? (await import('log-update')).createLogUpdate(stream) : undefined;
  const lines: Line[] = [];
  let shown = 0;
  let rows = 0;
  let explained = false;
  let spoke = Date.now();

  const shortened = (title: string) => (name ? title.replaceAll(`${name}-`, '…-') : title);
  const layout = (): Layout => {
    const titles = lines.flatMap(({ kind, text }) => (kind === 'part' ? [text] : []));
    const longest = (texts: readonly string[]) => Math.max(40, ...texts.map((text) => text.length + 2));
    const columns = live && stream.columns;
    const room = columns ? columns - 3 - LONGEST_WORD : Number.POSITIVE_INFINITY;
    const narrow = longest(titles) > room;
    return { columns, narrow, title: narrow ? Math.min(longest(titles.map(shortened)), room) : longest(titles) };
  };
  const draw = ({ kind, text, result, working }: Line, { columns, narrow, title }: Layout): string => {
    if (kind === 'stage') return pc.bold(wrapped(text, columns, 4));
    const word = result ? worded(result, words) : (working ?? spoken(WAITING));
    const line = `  ${pad(narrow ? shortened(text) : text, title)} ${toned(result)(word.padEnd(10))} ${result ? detail(result) : ''}`;
    return wrapped(line.trimEnd(), columns, title + 3);
  };
  const clear = () => {
    live?.clear();
    rows = 0;
  };
  const print = (text: string) => {
    clear();
    stream.write(`${text}\n`);
  };
  const show = (text: string) => {
    const next = text ? text.split('\n').length : 0;
    // log-update leaves old rows when rows in the middle disappear, so it only redraws frames of the same height.
    if (next !== rows) clear();
    if (next) live?.(text);
    rows = next;
  };

  const flush = () => {
    stream.cork(); // finished and working lines are written together, so the screen does not flicker
    const now = layout();
    for (let line = lines[shown]; line && (line.kind === 'stage' || line.result); line = lines[++shown]) {
      if (line.kind === 'stage' && !lines.slice(shown + 1).some(({ kind }) => kind === 'part')) break;
      if (name && !explained && now.narrow) {
        print(pc.dim(`… ${spoken({ en: 'stands for', pt: 'quer dizer' })} ${name}`));
        explained = true;
      }
      print(draw(line, now));
    }
    const busy = lines.slice(shown).filter(({ kind, result, working }) => kind === 'part' && !result && working);
    if (live) show(busy.map((line) => draw(line, now)).join('\n'));
    else if (busy[0] && Date.now() - spoke > HEARTBEAT) {
      spoke = Date.now();
      print(draw(busy[0], now));
    }
    stream.uncork();
  };
  const find = (title: string) => lines.find((line) => line.kind === 'part' && line.text === title);

  return {
    stage: (title) => void lines.push({ kind: 'stage', text: spoken(title) }),
    planned: (text) => void lines.push({ kind: 'part', text }),
    working(title, what) {
      const line = find(title);
      if (line) line.working = spoken(what);
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
    clear,
  };
}

/** The calls of a part, for the walkthrough: "SQS CreateQueue (wrote), SQS GetQueueAttributes x2" */
export function describeCalls(calls: readonly Call[]): string {
  const counts = new Map<string, number>();
  for (const { service, operation, write } of calls) {
    const name = `${service} ${operation}${write ? ` (${spoken(WROTE)})` : ''}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} x${count}` : name)).join(', ');
}
