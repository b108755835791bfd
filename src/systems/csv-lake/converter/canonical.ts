// A cell of the file as its canonical text.

import { type Form, YES } from './infer.ts';
import { momentOf } from './moment.ts';
import { canonicalNumber, type Digits, digitsOf } from './number.ts';
import type { Cell } from './rows.ts';

/** @param raw of a column whose every cell has this form. Only text keeps the blanks around it. */
export function canonical(raw: string, { kind, scale = 0, sign = '.' }: Form): Cell {
  const text = raw.trim();
  if (!text) return null;
  if (kind === 'text') return raw;
  if (kind === 'boolean') return String(YES.includes(text.toLowerCase()));
  if (kind === 'integer' || kind === 'decimal') return canonicalNumber(digitsOf(text, sign) as Digits, scale);
  const moment = momentOf(text);
  return kind === 'date' ? (moment?.day ?? null) : `${moment?.day}T${moment?.time}`;
}
