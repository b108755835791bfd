// Two values are compared by meaning, not by spelling.
// The table at the end is tested in both directions, because a repair would repeat for ever if the order mattered.

import { expect, test } from 'vitest';
import { differences, none, same } from './drift.ts';

const SAME: [unknown, unknown, string][] = [
  [30, '30', 'a number and its text'],
  [true, 'true', 'a truth and its text'],
  ['', undefined, 'an empty text and nothing'],
  [null, undefined, 'null and nothing'],
  [[], undefined, 'an empty list and nothing'],
  [{}, undefined, 'an empty object and nothing'],
  [{ a: '' }, {}, 'a field that says nothing and no field'],
  [['a'], 'a', 'a list of one and its element'],
  [['b', 'a'], ['a', 'b'], 'a list in another order'],
  [['a', 'a'], ['a'], 'a list that repeats itself'],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, 'fields in another order'],
  ['{"a": 1}', { a: 1 }, 'JSON as text'],
  [' [1, 2] ', [2, 1], 'a JSON list as text, with blanks'],
  ['{"Statement":[{"Action":["s3:Get"]}]}', { Statement: { Action: 's3:Get' } }, 'a policy as IAM gives it back'],
  [{ inner: '{"a":["x"]}' }, { inner: { a: 'x' } }, 'JSON as text, further down'],
  [{ Principal: '*' }, '{"Principal":{"AWS":["*"]}}', 'everybody, in both spellings'],
];
const DIFFERENT: [unknown, unknown, string][] = [
  [30, 31, 'two numbers'],
  [0, undefined, 'zero and nothing'],
  [false, undefined, 'false and nothing'],
  ['a', 'A', 'two spellings'],
  [['a'], ['a', 'b'], 'a list and a longer one'],
  [{ a: 1 }, { a: 1, b: 2 }, 'an object and one that says more'],
  [{ a: 'b' }, { b: 'a' }, 'an object turned round'],
  ['{not json', '{not  json', 'texts that only begin like JSON'],
  [{ Effect: 'Allow', Action: 'a' }, { Effect: 'Deny', Action: 'a' }, 'two effects'],
  [[['a', 'b'], ['c']], [['a'], ['b', 'c']], 'lists in lists, cut elsewhere'],
  [['a,b', 'c'], ['a', 'b,c'], 'lists cut at another comma'],
  ['[a,b]', ['a', 'b'], 'a text that looks like a list, and the list'],
  [{ a: 'b,"c":d' }, { a: 'b', c: 'd' }, 'a value that looks like one more field, and the field'],
  ['a,b', ['a', 'b'], 'a text with a comma and a list'],
  [{ Principal: '*' }, { Principal: { AWS: '1' } }, 'everybody and one account'],
  [{ Principal: '*' }, { Principal: { Service: '*' } }, 'everybody and every service'],
  [{ Resource: '*' }, { Resource: { AWS: '*' } }, 'a star that is no principal'],
  ['"a":1', { a: 1 }, 'a text that looks like the inside of an object'],
];

test.each(SAME.map(([left, right, what]) => [what, left, right]))('%s mean the same', (_, left, right) => {
  expect([same(left, right), same(right, left)]).toEqual([true, true]);
});

test.each(DIFFERENT.map(([left, right, what]) => [what, left, right]))('%s differ', (_, left, right) => {
  expect([same(left, right), same(right, left)]).toEqual([false, false]);
});

test('every value means the same as itself, and as its own copy through JSON', () => {
  for (const value of [...SAME, ...DIFFERENT].flat()) {
    expect(same(value, value)).toBe(true);
    if (typeof value === 'object' && value !== null) expect(same(JSON.stringify(value), value)).toBe(true);
  }
});

test('only declared fields are compared, and each difference is named with both values', () => {
  const live = { VisibilityTimeout: '30', DelaySeconds: '9', Policy: '{"a":["x"]}', KmsKeyId: 'k' };
  const drift = differences(live, { VisibilityTimeout: 360, Policy: { a: 'x' }, KmsKeyId: undefined });
  expect(drift).toEqual([
    { field: 'VisibilityTimeout', live: '30', wanted: 360 },
    { field: 'KmsKeyId', live: 'k', wanted: undefined },
  ]);
  expect(none(drift)).toBe(false);
  expect(none(differences(live, {}))).toBe(true);
});
