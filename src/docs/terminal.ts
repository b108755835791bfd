// What a terminal shows after a command has printed its text: lines of runs, each of one style.
// Notice: xterm.js interprets the text, cursor movements and all. How many columns a character takes is told by our own
// tables, so what they have set straight stays straight.

import xterm, { type IBufferCell, type IBufferLine } from '@xterm/headless';
import { width } from '../screen/table.ts';

/** Characters of one style, side by side. A character of two columns is a run of its own. */
export interface Run {
  readonly column: number;
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  /** Of the palette: 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan; undefined where none was asked for. */
  readonly colour: number | undefined;
}
export type Line = readonly Run[];

export const run = (column: number, text: string, style: Partial<Run> = {}): Run => ({
  ...{ column, text, bold: false, dim: false, colour: undefined },
  ...style,
});

/** More lines than any command prints. */
const SCROLLBACK = 10_000;

/** All lines that were printed, without empty ones at the end. @throws Error for a style that a run cannot tell */
export async function linesOf(text: string, columns: number): Promise<Line[]> {
  const terminal = new xterm.Terminal({
    cols: columns,
    scrollback: SCROLLBACK,
    convertEol: true,
    allowProposedApi: true,
  });
  terminal.unicode.register(AS_IN_TABLES);
  terminal.unicode.activeVersion = AS_IN_TABLES.version;
  await new Promise<void>((done) => terminal.write(text, done));

  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, at) => runsOf(active.getLine(at)));
  terminal.dispose();
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

function runsOf(line: IBufferLine | undefined): Run[] {
  const runs: Run[] = [];
  let open = false; // may the last run go on?
  for (let column = 0; line && column < line.length; column += 1) {
    const cell = line.getCell(column);
    if (!cell?.getWidth()) continue; // the second column of a wide character
    const next = run(column, cell.getChars() || ' ', styleOf(cell));
    const wide = cell.getWidth() > 1;
    const last = runs.at(-1);
    if (last && open && !wide && alike(last, next)) runs[runs.length - 1] = { ...last, text: last.text + next.text };
    else runs.push(next);
    open = !wide;
  }
  return seen(runs);
}

/** Without the blanks at the end. */
function seen(runs: readonly Run[]): Run[] {
  const end = runs.findLastIndex(({ text }) => text.trim());
  return runs.slice(0, end + 1).map((one, at) => (at === end ? { ...one, text: one.text.trimEnd() } : one));
}

const alike = (one: Run, other: Run) => one.bold === other.bold && one.dim === other.dim && one.colour === other.colour;

function styleOf(cell: IBufferCell): Pick<Run, 'bold' | 'dim' | 'colour'> {
  if (!cell.isBgDefault() || cell.isInverse() || cell.isItalic() || cell.isUnderline() || cell.isFgRGB())
    throw new Error(
      `"${cell.getChars()}" has a style that no picture shows yet: only bold, dim and a colour are known.`,
    );
  return {
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    colour: cell.isFgPalette() ? cell.getFgColor() : undefined,
  };
}

/** Signs that stand on, or change, the character before them: accents, and the one that makes an emoji of a sign. */
const JOINS = /^[\p{M}\p{Cf}]$/u;

/** Bit 0 of a character's properties: it joins the one before; bits 1 and 2: how many columns they then take. */
const AS_IN_TABLES = {
  version: 'as in tables',
  wcwidth: (code: number) => width(String.fromCodePoint(code)) as 0 | 1 | 2,
  charProperties(code: number, before: number) {
    const columns = this.wcwidth(code);
    const joins = before !== 0 && JOINS.test(String.fromCodePoint(code));
    return joins ? (Math.max(columns, (before >> 1) & 3) << 1) | 1 : columns << 1;
  },
};
