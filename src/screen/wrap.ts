// Breaks text between words for a terminal, and indents every line after the first.
// A terminal alone would break in the middle of a word. A pipe has no columns, so its lines are not broken.
// A command to copy stays on one line, alone or inside a sentence.

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

/** Columns of a text when no terminal says how many it has. */
export const WITHOUT_TERMINAL = 120;

/**
 * One paragraph, whose lines are broken anew. For a text that is written in several lines of code.
 * @param columns of the terminal; without one it has 120
 */
export const filled = (text: string, columns: number | undefined, indent = 0): string =>
  wrapped(text.replaceAll('\n', ' '), columns || WITHOUT_TERMINAL, indent);

/** A line to copy: in two lines it would be two commands. What is said of it may stand after three blanks. */
const COMMAND = /^( *(?:[A-Z_]+=\S+ )?(?:npm|npx|aws|lsof|eval) .*?)(?: {3,}(\S.*))?$/;
const QUOTED = /'[^']*'|"[^"]*"/g;
/** "npm run systems shows what each has." is a sentence, although it begins like a command. */
const isSentence = (line: string) => /[.:;,](?: |$)/.test(line.replaceAll(QUOTED, ''));

/**
 * A command inside a sentence, with its flags: "npm run records -- --wait a.txt". The word after a flag counts as its
 * value, because nothing here knows the flags.
 */
const INSIDE =
  /(?:STAGE=\S+ )?npm run(?: -s| --silent)? [\w-]+(?: --(?: (?!-)[^\s'"]+)?(?: \d+)?(?: '[^']*'| "[^"]*"| --[\w-]+(?: (?!-)[^\s'"]+)?)*)?/g;
/** Stands for a blank at which a line is not broken. */
const UNBROKEN = '\ue000';

function wrapLine(line: string, columns: number, indent: number): string {
  if (width(line) <= columns) return line;
  const [, command, about] = COMMAND.exec(line) ?? [];
  if (command && !isSentence(command))
    return about ? `${command}\n${wrapLine(' '.repeat(indent + 2) + about, columns, indent + 2)}` : line;
  const whole = (command: string) => (width(command) + indent < columns ? command.replaceAll(' ', UNBROKEN) : command);
  return wrapWords(line.replace(INSIDE, whole), columns, indent).replaceAll(UNBROKEN, ' ');
}

function wrapWords(line: string, columns: number, hanging: number): string {
  const lines: string[] = [];
  let now = /^ */.exec(line)?.[0] ?? '';
  const indent = Math.max(hanging, Math.min(now.length, columns - 16)); // below the line's own beginning
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
