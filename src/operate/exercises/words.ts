// The sentences of `npm run exercise` beside those of the exercises themselves.

import { UsageProblem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { EXERCISE_STAGE, nextCommand } from '../../screen/next-command.ts';
import type { Clue, Exercise } from './exercise.ts';
import type { Grade } from './grade.ts';

/** "STAGE=exercise npm run status -- --system audit-log" */
export const inStage = (stack: string, [name, ...more]: Clue['command']): string =>
  nextCommand({ local: true, tags: { stack, stage: EXERCISE_STAGE } }, name, ...more);

export const NOT_RIGHT: Readonly<Record<Exclude<Grade, 'right'>, Text>> = {
  'only the part': {
    en: 'You look at the right part. What is wrong with it?',
    pt: 'Você olha para a parte certa. O que há de errado com ela?',
  },
  'only the fault': {
    en: 'Something like this happened, but to another part. Which one?',
    pt: 'Algo assim aconteceu, mas com outra parte. Com qual?',
  },
  wrong: { en: 'It is something else.', pt: 'É outra coisa.' },
  several: {
    en: 'This names several causes. Name one part, and what is wrong with it.',
    pt: 'Isso cita várias causas. Cite uma parte e o que há de errado com ela.',
  },
  'too long': {
    en: 'This is too long. Name one part, and what is wrong with it, in one sentence.',
    pt: 'Isso é longo demais. Cite uma parte e o que há de errado com ela, em uma frase.',
  },
};

export const LOCAL_ONLY = new UsageProblem(
  {
    en: 'Exercises break things on purpose, so they run only on the local cloud.',
    pt: 'Os exercícios quebram coisas de propósito, por isso só rodam na nuvem local.',
  },
  { next: { en: 'Leave --aws out.', pt: 'Tire --aws.' } },
);

export const noneRuns = (): UsageProblem =>
  new UsageProblem(
    { en: 'No exercise runs.', pt: 'Nenhum exercício está em andamento.' },
    { next: { en: 'npm run exercise -- start 1', pt: 'npm run exercise -- start 1' } },
  );

export const oneRuns = (number: number): UsageProblem =>
  new UsageProblem(
    { en: `Exercise ${number} is not finished.`, pt: `O exercício ${number} não terminou.` },
    {
      next: {
        en: 'First: npm run exercise -- check "what I found", or npm run exercise -- give-up',
        pt: 'Antes: npm run exercise -- check "o que achei", ou npm run exercise -- give-up',
      },
    },
  );

export const noSuch = (number: string, most: number): UsageProblem =>
  new UsageProblem(
    {
      en: `There is no exercise ${number}, only 1 to ${most}.`,
      pt: `Não existe o exercício ${number}, só de 1 a ${most}.`,
    },
    { next: { en: 'npm run exercise -- list', pt: 'npm run exercise -- list' } },
  );

/** Why it was so, how it is found, and how it is repaired. */
export function explained(system: string, { cause, explanation, way, repaired }: Exercise): Text[] {
  const up = inStage(system, ['up']);
  return [
    cause,
    explanation,
    { en: '\nHow it is found:', pt: '\nComo se encontra:' },
    ...way.map(({ command, shows }) => ({
      en: `  ${inStage(system, command)}\n    ${shows.en}`,
      pt: `  ${inStage(system, command)}\n    ${shows.pt}`,
    })),
    repaired
      ? { en: `\nRepair it:  ${up}`, pt: `\nPara consertar:  ${up}` }
      : { en: '\nThere is nothing to repair.', pt: '\nNão há o que consertar.' },
    {
      en: 'Next:  npm run exercise -- start\nRemove the stage:  npm run exercise -- stop',
      pt: 'Próximo:  npm run exercise -- start\nRemover o stage:  npm run exercise -- stop',
    },
  ];
}
