// Checks numbers on the command line.

import { UsageProblem } from '../engine/problems.ts';

/** A whole number from `least` to `most`. @throws UsageProblem */
export function wholeNumber(
  flag: string,
  text: string,
  { least, most, example }: { least: number; most: number; example: number },
): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageProblem(
    {
      en: `--${flag} ${text} is not a whole number from ${least} to ${most}.`,
      pt: `--${flag} ${text} não é um número inteiro de ${least} a ${most}.`,
    },
    { next: { en: `Give one, such as --${flag} ${example}.`, pt: `Dê um, por exemplo --${flag} ${example}.` } },
  );
}

/** Seconds, more than 0. @throws UsageProblem */
export function seconds(flag: string, text: string): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number > 0) return number;
  throw new UsageProblem(
    { en: `--${flag} ${text} is not a number of seconds.`, pt: `--${flag} ${text} não é um número de segundos.` },
    { next: { en: `Give one, such as --${flag} 60.`, pt: `Dê um, por exemplo --${flag} 60.` } },
  );
}
