// Parts of a table, such as twenty alarms, are one part of a walkthrough, with a list: nobody presses Enter twenty times.

import type { PlannedPart } from '../engine/progress.ts';

export interface Listed {
  readonly title: string;
  readonly stage: string;
  readonly part: PlannedPart | undefined;
}

/** So many parts of one kind, one after the other, are shown together. */
const MANY = 5;

/** The parts that are shown together with this one, itself included; it alone when it stands alone. */
export function groupOf(title: string, parts: readonly Listed[]): readonly Listed[] {
  const at = parts.findIndex((one) => one.title === title);
  const found = parts[at];
  if (!found?.part) return found ? [found] : [];
  const { kind } = found.part;
  const alike = ({ stage, part }: Listed) => stage === found.stage && part?.kind === kind;
  let [from, to] = [at, at + 1];
  while (from > 0 && alike(parts[from - 1] as Listed)) from -= 1;
  while (to < parts.length && alike(parts[to] as Listed)) to += 1;
  const group = parts.slice(from, to);
  return group.length >= MANY ? group : [found];
}
