// Drift: how a live thing differs from what we declared. Meaning is compared, and only the fields that we declare.
// These are not drift: another order of a list, a number as text, JSON as a string, one element instead of a list of
// one, and fields that AWS adds.

import type { Wording } from './text.ts';

/** One field whose live value is not the declared value. */
export interface Difference {
  readonly field: string;
  readonly live: unknown;
  readonly wanted: unknown;
  /** Words for the screen when the field and its values do not say enough. */
  readonly shown?: Wording;
}

/** Empty when the live thing is as declared. */
export type Drift = readonly Difference[];

export const none = (drift: Drift): boolean => drift.length === 0;

/** Compares the fields that `wanted` names. */
export function differences(live: object, wanted: object): Drift {
  const have = live as Record<string, unknown>;
  return Object.entries(wanted)
    .filter(([field, want]) => !same(have[field], want))
    .map(([field, want]) => ({ field, live: have[field], wanted: want }));
}

export function same(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** The same text for all spellings of one meaning. It is '' for a missing value, '', [] and {}. */
function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value)) return fromList(value);
  if (typeof value !== 'object') return JSON.stringify(String(value));
  const fields = Object.entries(value)
    .map(([field, inner]) => [field, field === 'Principal' ? anybody(canonical(inner)) : canonical(inner)] as const)
    .filter(([, inner]) => inner !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.length ? `{${fields.map(([field, inner]) => `${JSON.stringify(field)}:${inner}`).join()}}` : '';
}

/** `"Principal": "*"` and `{"AWS": "*"}` mean the same (IAM user guide, "AWS JSON policy elements: Principal"). */
const anybody = (principal: string) => (principal === '{"AWS":"*"}' ? '"*"' : principal);

function fromList(list: unknown[]): string {
  const items = [...new Set(list.map(canonical))].filter((item) => item !== '').sort();
  return items.length === 1 ? String(items[0]) : items.length ? `[${items.join()}]` : '';
}

function fromText(text: string): string {
  if (!/^\s*[{[]/.test(text)) return JSON.stringify(text);
  try {
    return canonical(JSON.parse(text));
  } catch {
    return JSON.stringify(text); // begins like JSON but is not JSON: it stays a text
  }
}
