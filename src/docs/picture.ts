// Lines of a terminal as a picture: one SVG, a line of its own in the file for each of the terminal's.
// Notice: every piece of text says where it begins and how long it is, so columns stay straight whatever font is there.
// Each is a <text>: not every browser knows the length of a <tspan>.

import { width } from '../screen/table.ts';
import { type Line, type Run, run } from './terminal.ts';

/** In pixels: one character; from line to line; the letters; around the text; the bar at the top. */
const [CELL, LEADING, SIZE, MARGIN, BAR] = [8.4, 20, 14, 20, 32];
const FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, Liberation Mono, monospace';

export const WINDOW = '#161b22';
export const INK = '#e6edf3';
/** By the terminal's number: red, green, yellow, blue, magenta, cyan. */
export const INKS: Readonly<Record<number, string>> = {
  ...{ 1: '#ff8e86', 2: '#56d364', 3: '#e3b341', 4: '#79c0ff', 5: '#d2a8ff', 6: '#56d4dd' },
};
/** How much of its colour dim text keeps. */
export const DIM = 0.75;

export interface Shown {
  /** For who cannot see it. */
  readonly title: string;
  /** What was typed. */
  readonly command: string;
  readonly columns: number;
  readonly lines: readonly Line[];
}

export function picture({ title, command, columns, lines }: Shown): string {
  const typed = [run(0, '$', { dim: true }), run(2, command, { bold: true })];
  const texts = [typed, ...lines].map((line, at) => textOf(line, BAR + MARGIN + at * LEADING));
  const [right, bottom] = [Math.ceil(2 * MARGIN + columns * CELL), BAR + MARGIN + (lines.length + 1) * LEADING];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${right}" height="${bottom}" viewBox="0 0 ${right} ${bottom}">`,
    `<title>${escaped(title)}</title>`,
    `<rect x=".5" y=".5" width="${right - 1}" height="${bottom - 1}" rx="10" fill="${WINDOW}" stroke="#30363d"/>`,
    ...[1, 3, 2].map((colour, at) => `<circle cx="${MARGIN + 6 + at * 20}" cy="20" r="6" fill="${INKS[colour]}"/>`),
    `<g font-family="${FONTS}" font-size="${SIZE}" fill="${INK}">`,
    ...texts.filter(Boolean),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** One line, without its wide gaps: what stands behind a gap begins where its column is. */
function textOf(line: Line, y: number): string {
  const pieces = line.flatMap((whole) =>
    [...whole.text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => {
      const column = whole.column + width(whole.text.slice(0, index));
      const place = `x="${pixels(MARGIN + CELL * column)}" y="${y}" textLength="${pixels(CELL * width(text))}"`;
      return `<text ${place} lengthAdjust="spacingAndGlyphs"${styleOf(whole)}>${escaped(text)}</text>`;
    }),
  );
  return pieces.join('');
}

const styleOf = ({ bold, dim, colour }: Run): string =>
  (bold ? ' font-weight="bold"' : '') +
  (dim ? ` fill-opacity="${DIM}"` : '') +
  (colour === undefined ? '' : ` fill="${inkOf(colour)}"`);

function inkOf(colour: number): string {
  const ink = INKS[colour];
  if (!ink) throw new Error(`The terminal's colour ${colour} has no ink yet: give it one in INKS.`);
  return ink;
}

/** With one decimal at most. */
const pixels = (length: number): string => String(Math.round(length * 10) / 10);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
