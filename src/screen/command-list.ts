// Commands to try next, and what each does.

import { fits, table } from './table.ts';

/** One row a command; where a terminal has no room for one of them, the words of each are below it. */
export function commandList(rows: readonly (readonly [command: string, about: string])[], room?: number): string[] {
  const lines = table(rows);
  if (fits(lines, room)) return lines;
  return rows.flatMap(([command, about]) => [command, `  ${about}`]);
}
