// What a value must be, in both languages. A rule of zod carries one text, so the other is found by it.

import { inBoth, type Text } from '../engine/text.ts';

const rules = new Map<string, Text>();

/** The message of a zod rule: "must be on or off". */
export function rule(text: Text): string {
  rules.set(text.en, text);
  return text.en;
}

/** The rule in both languages. zod's own messages are English. */
export const ruleText = (message: string): Text => rules.get(message) ?? inBoth(message);
