// One thing and several things are counted with the right word in both languages.

import { expect, test } from 'vitest';
import type { Summary } from '../engine/progress.ts';
import { sentence } from './summary-sentence.ts';

test('"1 criado", and "2 criados"', () => {
  const none = { created: 0, repaired: 0, unchanged: 0, removed: 0, absent: 0, failed: 0, stopped: 0, notStarted: 0 };
  const of = (counts: Partial<Summary>) => sentence({ ...none, ...counts, seconds: 12 } as Summary);
  expect(of({ created: 1, absent: 1, unchanged: 1 })).toEqual({
    en: '1 created, 1 unchanged, 1 absent in 12 s',
    pt: '1 criado, 1 sem mudança, 1 ausente em 12 s',
  });
  expect(of({ repaired: 2, notStarted: 3 }).pt).toBe('2 corrigidos, 3 não iniciados em 12 s');
  expect(of({}).pt).toBe('Nada a fazer em 12 s');
});
