// Long lists in a picture: the first lines of each, and how many more there were.
// Notice: only lines that end alike are left out, the parts of a stage that were all "created", and the picture says so.

import { type Line, run } from './terminal.ts';

/** So many lines that end alike may stand; of more, so many are shown. */
const MOST = 6;
const SHOWN = 4;

export function shortened(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (let from = 0; from < lines.length; ) {
    const list = alike(lines.slice(from));
    if (list.length > MOST) kept.push(...list.slice(0, SHOWN), more(list.length - SHOWN));
    else kept.push(...list);
    from += list.length;
  }
  return kept;
}

/** The first line, and those after it that end with the same words. */
function alike(lines: readonly Line[]): readonly Line[] {
  const end = endOf(lines[0]);
  const other = lines.findIndex((line, at) => at > 0 && (end === undefined || endOf(line) !== end));
  return other < 0 ? lines : lines.slice(0, other);
}

/** What stands at the end in a style of its own. */
const endOf = (line: Line = []): string | undefined => (line.length > 1 ? line.at(-1)?.text : undefined);

const more = (count: number): Line => [run(2, `… ${count} more lines`, { dim: true })];
