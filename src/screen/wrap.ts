// Breaks text between words for a terminal, and indents every line after the first.
// A terminal alone would break in the middle of a word. A pipe has no columns, so its lines are not broken.

import width from 'fast-string-width'; // it does not count colours

/**
 * Breaks each line of the text.
 * @param columns of the terminal; undefined or 0 when there is none
 * @param indent blanks before each continued line
 */
export function wrapped(text: string, columns: number | undefined, indent: number): string {
  if (!columns) return text;
  const room = Math.max(columns, 20);
  const lines = text.split('\n').map((line) => wrapLine(line, room, Math.min(indent, room - 16)));
  return lines.join('\n');
}

/** A line to copy: in two lines it would be two commands. What is said of it may stand after three blanks. */
const COMMAND = /^( *(?:npm|npx|aws|lsof) .*?)(?: {3,}(\S.*))?$/;

function wrapLine(line: string, columns: number, indent: number): string {
  if (width(line) <= columns) return line;
  const [, command, about] = COMMAND.exec(line) ?? [];
  if (command) return about ? `${command}\n${wrapLine(' '.repeat(indent + 2) + about, columns, indent + 2)}` : line;
  const lines: string[] = [];
  let now = /^ */.exec(line)?.[0] ?? '';
  for (const [at, word] of line.slice(now.length).split(' ').entries()) {
    const longer = at ? `${now} ${word}` : now + word;
    if (width(longer) <= columns) {
      now = longer;
      continue;
    }
    if (now.trim()) {
      lines.push(now.trimEnd());
      now = ' '.repeat(indent);
    }
    // A word wider than a line is broken at the line's end.
    for (const sign of signs(word)) {
      if (width(now + sign) > columns) {
        lines.push(now);
        now = ' '.repeat(indent);
      }
      now += sign;
    }
  }
  return [...lines, now].join('\n');
}

/** Characters and colour codes, which must not be cut. */
const signs = (word: string): readonly string[] => word.match(SIGNS) ?? [];
const ESCAPE = '\u001b';
const SIGNS = new RegExp(`${ESCAPE}\\[[\\d;]*m|.`, 'gsu');
