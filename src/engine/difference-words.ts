// A difference in words: what somebody changed, so that nobody needs to look it up in the console.
// `a -> b` is live -> declared. `+` is in AWS and not declared, `-` is declared and missing in AWS.

import { type Difference, same } from './drift.ts';
import { inBoth, type Language, type Text } from './text.ts';

/** The most changes that are shown of one list or object, and the most characters of each. */
const [MOST, LONGEST] = [3, 60];

const NONE: Text = { en: 'none', pt: 'nenhum' };
const ON_A_CONDITION: Text = { en: '(on a condition)', pt: '(com uma condição)' };
const ALL_BUT: Text = { en: 'all but', pt: 'tudo menos' };
const more = (count: number): Text => ({ en: `and ${count} more`, pt: `e mais ${count}` });

/** "VisibilityTimeout 30 -> 362", "ingress + tcp 22 0.0.0.0/0". For a long value only the field's name. */
export function describeDifference({ field, live, wanted, shown }: Difference, language: Language = 'en'): string {
  return shown === undefined ? named(field, changes(live, wanted, language)) : inBoth(shown)[language];
}

const named = (field: string, told: string | undefined) => (told ? `${field} ${told}` : field);

function changes(live: unknown, wanted: unknown, language: Language): string | undefined {
  const [before, after] = [parsed(live), parsed(wanted)];
  if (isPolicy(before) || isPolicy(after)) return ofLists(statements(before), statements(after), language);
  if (Array.isArray(before) || Array.isArray(after)) return ofLists(listed(before), listed(after), language);
  if (isObject(before) || isObject(after)) return ofObjects(before, after, language);
  const [from, to] = [brief(before, language), brief(after, language)];
  return from && to ? `${from} -> ${to}` : undefined;
}

function ofObjects(before: unknown, after: unknown, language: Language): string | undefined {
  const [have, want] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  const fields = [...new Set([...Object.keys(have), ...Object.keys(want)])];
  return joined(
    fields
      .filter((field) => !same(have[field], want[field]))
      .map((field) => named(field, changes(have[field], want[field], language))),
    ', ',
    language,
  );
}

function ofLists(before: readonly unknown[], after: readonly unknown[], language: Language): string | undefined {
  const words = (one: unknown) => inWords(one, language);
  if ([...before, ...after].some((one) => words(one) === undefined)) return undefined;
  const extra = before.filter((one) => !after.some((other) => same(one, other)));
  const missing = after.filter((one) => !before.some((other) => same(one, other)));
  const twin = (one: unknown) => missing.find((other) => nameOf(one) !== undefined && nameOf(one) === nameOf(other));
  const told = [
    ...extra.map((one) => {
      const other = twin(one);
      return other === undefined ? `+ ${words(one)}` : named(String(nameOf(one)), changes(one, other, language));
    }),
    ...missing.filter((other) => !extra.some((one) => twin(one) === other)).map((one) => `- ${words(one)}`),
  ];
  return joined(told, ' ', language);
}

function joined(told: readonly string[], separator: string, language: Language): string | undefined {
  const rest = told.length - MOST;
  return [...told.slice(0, MOST), ...(rest > 0 ? [more(rest)[language]] : [])].join(separator) || undefined;
}

/** An item of a list in words: itself, a statement's meaning, or its name. An object without a name has no words. */
function inWords(item: unknown, language: Language): string | undefined {
  const text = isObject(item) ? ('Effect' in item ? meaning(item, language) : nameOf(item)) : String(item);
  return text && text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** "OnlyOverTls: Deny * sqs:* (on a condition)", "Allow s3:* on *" */
function meaning(statement: Record<string, unknown>, language: Language): string {
  const { Sid, Effect, Principal, Action, NotAction, Resource, Condition } = statement;
  const whom = isObject(Principal) ? Object.values(Principal).flat().join(' ') : Principal;
  const what = [Action ?? NotAction].flat().join(' ');
  const where = Principal === undefined ? `on ${[Resource].flat().join(' ')}` : '';
  const when = Condition && ON_A_CONDITION[language];
  return [Sid && `${Sid}:`, Effect, whom, NotAction ? `${ALL_BUT[language]} ${what}` : what, where, when]
    .filter(Boolean)
    .join(' ');
}

const nameOf = (item: unknown): string | undefined => {
  const name = isObject(item) ? (item.Sid ?? item.ID ?? item.Id) : undefined;
  return name === undefined || name === '' ? undefined : String(name);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPolicy = (value: unknown): value is { Statement: unknown } => isObject(value) && 'Statement' in value;
const listed = (value: unknown): unknown[] => (value === undefined || value === '' ? [] : [value].flat());
const statements = (value: unknown): unknown[] => (isPolicy(value) ? listed(value.Statement) : []);

/** AWS gives documents as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value; // only the beginning looks like JSON
  }
}

function brief(value: unknown, language: Language): string | undefined {
  if (value === undefined || value === null || value === '') return NONE[language];
  return String(value).length <= 24 ? String(value) : undefined;
}
