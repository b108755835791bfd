// What a student does while an exercise runs: sees the list, asks for a hint, answers, gives up. None of it asks the cloud.

import { Problem } from '../../engine/problems.ts';
import type { Text, Wording } from '../../engine/text.ts';
import { draw } from '../../screen/act.ts';
import { spoken } from '../../screen/language.ts';
import { wrapped } from '../../screen/wrap.ts';
import type { Exercise } from './exercise.ts';
import { choicesOf, grade } from './grade.ts';
import { type ExerciseState, type Running, writeExercises } from './state.ts';
import { explained, NOT_RIGHT, noneRuns } from './words.ts';

export type Found = Exercise & { readonly system: string };

/** How it tells people, and programs. */
export interface Telling {
  say(text?: Wording): void;
  print(object: object): void;
  readonly screen: NodeJS.WriteStream;
}

export function list({ say, print }: Telling, all: readonly Found[], { running, ended }: ExerciseState): void {
  const stateOf = ({ number }: Found): Text => {
    if (running?.number === number) return { en: 'running', pt: 'em andamento' };
    const outcomes = ended.filter((one) => one.number === number).map(({ outcome }) => outcome);
    if (outcomes.includes('solved')) return { en: 'solved', pt: 'resolvido' };
    return outcomes.length ? { en: 'given up', pt: 'desistiu' } : { en: '', pt: '' };
  };
  draw(say, [
    ['', { en: 'system', pt: 'sistema' }, { en: 'what happens', pt: 'o que acontece' }, ''],
    ...all.map((one) => [String(one.number), one.system, one.title, stateOf(one)]),
  ]);
  for (const one of all)
    print({ event: 'exercise', number: one.number, system: one.system, title: one.title.en, state: stateOf(one).en });
}

/** @throws UsageProblem when none runs */
export function runningOf(all: readonly Found[], { running }: ExerciseState): Found & { readonly running: Running } {
  const found = running && all.find(({ number }) => number === running.number);
  if (!found) throw noneRuns();
  return { ...found, running };
}

export function hint({ say, print }: Telling, all: readonly Found[], state: ExerciseState): void {
  const { hints, running } = runningOf(all, state);
  const text = hints[running.hints] ?? hints[1];
  const given = Math.min(running.hints + 1, hints.length);
  writeExercises({ ...state, running: { ...running, hints: given } });
  say(text);
  if (given === hints.length)
    say({
      en: 'This is the last hint. The answer:  npm run exercise -- give-up',
      pt: 'Esta é a última dica. A resposta:  npm run exercise -- give-up',
    });
  print({ event: 'hint', number: running.number, hint: given });
}

export function check(telling: Telling, all: readonly Found[], state: ExerciseState, answer: string): void {
  const { say, print, screen } = telling;
  const exercise = runningOf(all, state);
  if (!answer.trim()) {
    say({
      en: 'Which of these is it? Answer with its letter, or in your own words.\n',
      pt: 'Qual destas é? Responda com a letra, ou com suas palavras.\n',
    });
    choicesOf(all).forEach(({ cause }, at) => {
      const letter = String.fromCharCode(97 + at);
      say(wrapped(`  ${letter}  ${spoken(cause)}`, screen.columns, 5));
    });
    return;
  }
  const running = { ...exercise.running, tries: exercise.running.tries + 1 };
  const graded = grade(answer, exercise, all);
  print({ event: 'check', number: running.number, grade: graded, tries: running.tries });
  if (graded === 'right') {
    end(telling, { ...exercise, running }, state, 'solved');
    return;
  }
  writeExercises({ ...state, running });
  const why = NOT_RIGHT[graded];
  throw new Problem(
    { en: `Not yet. ${why.en}`, pt: `Ainda não. ${why.pt}` },
    { next: { en: 'A hint:  npm run exercise -- hint', pt: 'Uma dica:  npm run exercise -- hint' } },
  );
}

export function end(
  { say, print }: Telling,
  exercise: Found & { readonly running: Running },
  state: ExerciseState,
  outcome: 'solved' | 'given up',
): void {
  const { running: _, ...rest } = state;
  const ended = { ...exercise.running, endedAt: new Date().toISOString(), outcome };
  writeExercises({ ...rest, ended: [...state.ended, ended] });
  say(outcome === 'solved' ? { en: 'Right.\n', pt: 'Certo.\n' } : { en: 'This was it:\n', pt: 'Era isto:\n' });
  for (const text of explained(exercise.system, exercise)) say(text);
  print({ event: 'exercise', number: ended.number, system: ended.system, state: outcome, tries: ended.tries });
}
