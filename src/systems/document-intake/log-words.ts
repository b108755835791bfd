// What the function of the document intake says in its log, in words for people.

import type { Text } from '../../engine/text.ts';
import type { LogLine } from '../../operate/logs/log-line.ts';
import type { LineWords } from '../../operate/logs/words.ts';

const WHAT: Readonly<Record<string, Text>> = {
  repeated: { en: 'known already', pt: 'já conhecido' },
  overtaken: { en: 'overtaken by a newer one', pt: 'superado por um mais novo' },
};

export function lineWords({ message, fields: { kind, summary } }: LogLine): LineWords {
  const what = WHAT[message];
  if (what) return { what };
  return typeof summary === 'string' ? { details: `${kind}: ${summary}` } : {};
}
