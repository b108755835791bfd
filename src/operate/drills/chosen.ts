// Which drills somebody asked for.

import { UsageProblem } from '../../engine/problems.ts';
import type { Text } from '../../engine/text.ts';
import { closest } from '../../screen/closest.ts';

/** As much of a drill as choosing needs. */
interface Choice {
  readonly name: string;
  readonly minutesOnAws?: number;
}

/** @returns names of drills @throws UsageProblem for an unknown name, or a drill that AWS cannot run */
export const chooser =
  (drills: readonly Choice[], notOnAws: Text) =>
  (words: readonly string[], aws: boolean): readonly string[] => {
    const wanted = named(drills, words);
    return (aws ? onAws(drills, wanted, words, notOnAws) : wanted).map(({ name }) => name);
  };

function named(drills: readonly Choice[], words: readonly string[]): readonly Choice[] {
  if (words.length === 1 && words[0] === 'all') return drills;
  const unknown = words.find((word) => !drills.some(({ name }) => name === word));
  if (words.length && !unknown) return drills.filter(({ name }) => words.includes(name));
  const names = drills.map(({ name }) => name);
  const meant = unknown && closest(unknown, names);
  const none = {
    en: `There is no drill '${unknown}'.${meant ? ` Did you mean ${meant}?` : ''}`,
    pt: `Não há simulado '${unknown}'.${meant ? ` Você quis dizer ${meant}?` : ''}`,
  };
  const next = {
    en: `Name one or more of ${names.join(', ')}, or all. With --help it says which alarms each makes ring.`,
    pt: `Diga um ou mais destes: ${names.join(', ')}; ou all, para todos. Com --help ele diz que alarmes cada um faz tocar.`,
  };
  throw new UsageProblem(unknown ? none : { en: 'Which drill?', pt: 'Qual simulado?' }, {
    next,
  });
}

function onAws(
  drills: readonly Choice[],
  wanted: readonly Choice[],
  words: readonly string[],
  notOnAws: Text,
): readonly Choice[] {
  const possible = wanted.filter(({ minutesOnAws }) => minutesOnAws !== undefined);
  if (possible.length === wanted.length || words[0] === 'all') return possible;
  const names = drills.filter(({ minutesOnAws }) => minutesOnAws !== undefined).map(({ name }) => name);
  const next = { en: `On AWS there are ${names.join(', ')}.`, pt: `Na AWS há ${names.join(', ')}.` };
  throw new UsageProblem(notOnAws, { next });
}
