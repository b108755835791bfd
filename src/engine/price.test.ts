// The price at rest: a sum over steps, minus what an account gets free.

import { expect, test } from 'vitest';
import { engine } from '../testing/engine.ts';
import { ABOUT } from '../testing/recorder.ts';
import type { Price } from './lifecycle.ts';
import { costSoFar, priceTable, restingPrice } from './price.ts';
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

test('what it cost so far: each part since it was made; parts without a price or a time are not counted', () => {
  const now = Date.parse('2026-11-26T12:00:00Z');
  const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000);
  const steps = [
    priced('a', 'Server', { perHour: 0.5 }),
    priced('b', 'Disk', { perMonth: 73 }),
    priced('c', 'Queue', {}),
  ];
  const result = (step: { title: string }, madeAt?: Date) => ({ title: step.title, ...(madeAt && { madeAt }) });
  const [a, b, c] = steps as [(typeof steps)[0], (typeof steps)[0], (typeof steps)[0]];
  const results = [result(a, hoursAgo(2)), result(b, hoursAgo(10)), result(c, hoursAgo(50))];
  expect(costSoFar(steps, results, now)).toEqual({ dollars: 2 * 0.5 + 10 * 0.1, seconds: 36_000 });
  expect(costSoFar(steps, [result(a), result(c, hoursAgo(1))], now)).toBeUndefined();
  // The clock of this machine may be behind AWS's.
  expect(costSoFar(steps, [result(a, hoursAgo(-1))], now)).toEqual({ dollars: 0, seconds: 0 });
});
