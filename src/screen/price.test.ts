// A part's price in words, in both languages.

import { expect, test } from 'vitest';
import { costOf, costSoFarText } from './price.ts';

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

test('what it cost so far, on AWS and on a local cloud', () => {
  expect(costSoFarText({ dollars: 0.1234, seconds: 11_400 }, false)).toEqual({
    en: 'about $0.12 in 3 h 10 min',
    pt: 'cerca de US$ 0,12 em 3 h 10 min',
  });
  expect(costSoFarText({ dollars: 0.001, seconds: 17 }, true)).toEqual({
    en: 'less than $0.01 in 17 s on AWS; here nothing is billed',
    pt: 'menos de US$ 0,01 em 17 s na AWS; aqui nada é cobrado',
  });
});
