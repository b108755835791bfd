// The text of --help on a terminal: paragraphs are broken anew, and the explanations of all flags stand in one column.

import width from 'fast-string-width';
import { WITHOUT_TERMINAL, wrapped } from './wrap.ts';

/** A line's end inside a paragraph. */
const SAME_PARAGRAPH = /(?<!^(?:Usage|Uso):.*)(?<=^\S.*)\n(?=[^\s])/gm;
/** A line's end inside the explanation of a flag. */
const SAME_FLAG = /\n {8,}(?=\S)/g;
/** "  --days n       for how long": the flag, and its explanation. */
const FLAG = /^ {2}(\S+(?: \S+)*) {2,}(\S.*)$/;

/** @param columns of the terminal */
export function usageText(usage: string, columns: number | undefined): string {
  const lines = usage.replace(SAME_PARAGRAPH, ' ').replace(SAME_FLAG, ' ').split('\n');
  const column = 4 + Math.max(0, ...lines.map((line) => width(FLAG.exec(line)?.[1] ?? '')));
  const shown = lines.map((line) => {
    const [, flag, about] = FLAG.exec(line) ?? [];
    const text = flag ? `  ${flag.padEnd(column - 2)}${about}` : line;
    return wrapped(text, columns || WITHOUT_TERMINAL, flag ? column : /^(?:Usage|Uso):/.test(line) ? 2 : 0);
  });
  return `${shown.join('\n')}\n`;
}
