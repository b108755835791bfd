// Grades an answer: a letter of the list of causes, or one sentence in Portuguese or English. Capital letters, accents and
// the endings of words do not matter.

import { createHash } from 'node:crypto';
import type { Exercise } from './exercise.ts';

export type Grade =
  | 'right'
  /** The part is right, and what is wrong with it is not said, or not right. */
  | 'only the part'
  /** The other way round. */
  | 'only the fault'
  | 'wrong'
  /** It fits several exercises, so it says nothing. */
  | 'several'
  | 'too long';

/** Words of an answer at most. A list of all parts would else be right every time. */
const LONGEST = 30;

/** "é a fila (DLQ)!" -> " e a fila dlq " */
const plain = (text: string): string =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const names = (answer: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => answer.includes(` ${beginning}`));

type Answer = Pick<Exercise, 'name' | 'part' | 'wrong'>;
const fits = (answer: string, { part, wrong }: Answer): boolean => names(answer, part) && names(answer, wrong);

/** @param all every exercise, the asked one too */
export function grade(text: string, asked: Answer, all: readonly Answer[]): Grade {
  const answer = plain(text);
  const [, letter] = /^ ([a-z]) $/.exec(answer) ?? [];
  if (letter) return choicesOf(all)[letter.charCodeAt(0) - 97]?.name === asked.name ? 'right' : 'wrong';
  if (answer.trim().split(' ').length > LONGEST) return 'too long';
  if (fits(answer, asked)) return all.some((one) => one.name !== asked.name && fits(answer, one)) ? 'several' : 'right';
  if (names(answer, asked.part)) return 'only the part';
  return names(answer, asked.wrong) ? 'only the fault' : 'wrong';
}

/** The exercises in the order of the letters a, b, c: always the same, and not that of their numbers. */
export function choicesOf<One extends { readonly name: string }>(all: readonly One[]): One[] {
  const place = ({ name }: One) => createHash('sha256').update(name).digest('hex');
  return all.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}
