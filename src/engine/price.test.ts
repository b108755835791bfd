// The price at rest: a sum over steps, minus what an account gets free.

import { expect, test } from 'vitest';
import { engine } from '../testing/engine.ts';
import { ABOUT } from '../testing/recorder.ts';
import type { Price } from './lifecycle.ts';
import { priceTable, restingPrice } from './price.ts';
import { notUsed } from './steps-of.ts';

const { step } = engine();
const priced = (name: string, kind: string, price: Price) => step(name, { kind, about: { ...ABOUT, ...price } });

test('hours and months are added by kind; free and unused steps are not in the table', () => {
  const metered = { perMonth: 1, freePerMonth: 2 };
  const steps = [
    priced('a', 'Server', { perHour: 0.5, moreFor: 'server.large' }),
    priced('b', 'Server', { perHour: 0.25 }),
    ...['c', 'd', 'e'].map((name) => priced(name, 'Alarm', metered)),
    priced('f', 'Board', { perMonth: 3, freePerMonth: 9 }),
    priced('g', 'Queue', {}),
    notUsed(priced('h', 'Server', { perHour: 9, moreFor: 'server.huge' })),
  ];
  expect(priceTable(steps)).toEqual([
    { kind: 'Server', count: 2, perHour: 0.75, thirtyDays: 540 },
    { kind: 'Alarm', count: 3, perHour: 1 / 730, thirtyDays: 1 },
  ]);
  expect(restingPrice(steps)).toEqual({ perHour: 0.75 + 1 / 730, thirtyDays: 541, moreFor: ['server.large'] });
});

test('no steps cost nothing', () => {
  expect(restingPrice([])).toEqual({ perHour: 0, thirtyDays: 0, moreFor: [] });
});
