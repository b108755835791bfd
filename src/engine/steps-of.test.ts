// The steps of a parts object: all of them, once, in the order of the object.

import { expect, test } from 'vitest';
import { engine } from '../testing/engine.ts';
import { notUsed, stepsOf } from './steps-of.ts';

const { step } = engine();

test('steps are found in objects, lists and rows, once each and in order; other values are ignored', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => step(name));
  const parts = {
    on: true,
    a,
    inner: { b, none: undefined, nothing: null },
    rows: [{ row: { name: 'x' }, c }, d],
    again: a,
  };
  expect(stepsOf(parts)).toEqual([a, b, c, d]);
  expect(stepsOf(stepsOf(parts))).toEqual([a, b, c, d]);
});

test('a step that is not used is still found, and is marked', () => {
  const [found] = stepsOf({ left: notUsed(step('a')) });
  expect(found).toMatchObject({ title: 'a', used: false });
});
