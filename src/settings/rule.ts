// What the value of a setting must be. A rule of valibot carries one text, so the text in the other language is found by it.

import * as v from 'valibot';
import { inBoth, type Text } from '../engine/text.ts';

const rules = new Map<string, Text>();

/** The message of a rule: "must be on or off". */
export function rule(text: Text): string {
  rules.set(text.en, text);
  return text.en;
}

/** The rule in both languages. valibot's own messages are English. */
export const ruleText = (message: string): Text => rules.get(message) ?? inBoth(message);

/** A text of this pattern. @param must "must be the name of a role, such as LabRole" */
export const matching = (pattern: RegExp, must: Text) => v.pipe(v.string(), v.regex(pattern, rule(must)));

/** One of two words. */
export const oneOf = <const One extends string, const Other extends string>(one: One, other: Other) =>
  v.picklist([one, other], rule({ en: `must be ${one} or ${other}`, pt: `precisa ser ${one} ou ${other}` }));

const number = v.pipe(v.string(), v.transform(Number));

/** One of these numbers. */
export const oneNumberOf = (numbers: readonly number[]) =>
  v.pipe(
    number,
    v.picklist(
      numbers,
      rule({ en: `must be one of ${numbers.join(', ')}`, pt: `precisa ser um de ${numbers.join(', ')}` }),
    ),
  );

/** A whole number from `least` to `most`. */
export function wholeFrom(least: number, most: number) {
  const must = rule({
    en: `must be a whole number from ${least} to ${most}`,
    pt: `precisa ser um número inteiro de ${least} a ${most}`,
  });
  return v.pipe(number, v.integer(must), v.minValue(least, must), v.maxValue(most, must));
}
