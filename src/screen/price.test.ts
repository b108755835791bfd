// A part's price in words, in both languages.

import { expect, test } from 'vitest';
import { costOf } from './price.ts';

const costs = { en: 'the first ten are free', pt: 'os dez primeiros são grátis' };

test.each([
  [{}, 'free', 'grátis'],
  [{ costs }, 'free at rest; the first ten are free', 'grátis em repouso; os dez primeiros são grátis'],
  [{ perHour: 0.0128 }, '$0.0128 an hour', 'US$ 0,0128 por hora'],
  [
    { perHour: 0.016, moreFor: 'node.large' },
    '$0.016 an hour, more for node.large',
    'US$ 0,016 por hora, mais para node.large',
  ],
  [{ perMonth: 0.5, costs }, '$0.50 a month; the first ten are free', 'US$ 0,50 por mês; os dez primeiros são grátis'],
])('%j', (about, en, pt) => {
  expect(costOf(about)).toEqual({ en, pt });
});
