// The screen of `status`: while it looks, only how far it is. At the end one line a stage, and below it each part that is
// not as declared. With `every` all parts are shown.

import pc from 'picocolors';
import type { Result, Screen } from '../engine/progress.ts';
import type { Text } from '../engine/text.ts';
import { spoken } from './language.ts';
import { detail, toned, type Words, worded } from './outcome-text.ts';
import { statusLine } from './status-line.ts';
import { pad } from './table.ts';

const LOOKING: Text = { en: 'looking', pt: 'olhando' };
const OF: Text = { en: 'of', pt: 'de' };
/** Columns for the title of a part. */
const LONGEST = 62;

export interface Counted {
  readonly one: Words;
  readonly more: Words;
}

interface Stage {
  readonly title: string;
  readonly parts: string[];
}

/**
 * @param words the word of each outcome for one part, and for several
 * @param name the beginning of the names of parts, "ada-dev-shop": titles show "…" instead
 */
export function partsByStage(stream: NodeJS.WriteStream, { one: words, more }: Counted, name: string) {
  const line = statusLine(stream);
  const stages: Stage[] = [];
  const results = new Map<string, Result>();
  let planned = 0;

  const rowOf = (result: Result): string => {
    const title = pad(result.title.replaceAll(`${name}-`, '…-'), LONGEST);
    return `    ${title} ${toned(result)(worded(result, words))}   ${detail(result)}`.trimEnd();
  };
  const screen: Screen & { finish(): void; clear(): void } = {
    stage: (title) => void stages.push({ title: spoken(title), parts: [] }),
    planned(title) {
      planned += 1;
      stages.at(-1)?.parts.push(title);
    },
    working() {},
    ended(result) {
      results.set(result.title, result);
      line.show(pc.dim(`  ${spoken(LOOKING)}  ${results.size} ${spoken(OF)} ${planned}`));
    },
    finish: line.clear,
    clear: line.clear,
  };
  return {
    screen,
    /** The lines of the stages, when the run has ended. */
    lines({ every }: { every: boolean }): string[] {
      return stages.flatMap(({ title, parts }) => {
        const ended = parts.flatMap((part) => results.get(part) ?? []);
        const outcomes = new Set(ended.map(({ outcome }) => outcome));
        const told = [...outcomes].map((outcome) => {
          const all = ended.filter((result) => result.outcome === outcome);
          return `${all.length} ${worded({ outcome }, all.length > 1 ? more : words)}`;
        });
        const shown = ended.filter(({ outcome }) => every || outcome !== 'unchanged');
        return ended.length ? [`  ${title}: ${pc.dim(told.join(', '))}`, ...shown.map(rowOf)] : [];
      });
    },
  };
}
