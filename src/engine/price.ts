// The price of a system at rest (while nobody uses it): a sum over its steps.

import type { AnyStep } from './lifecycle.ts';
import type { Result } from './progress.ts';

/** Hours of a month, as AWS's price pages count them. */
const HOURS = 730;
/** Hours of 30 days. */
const THIRTY_DAYS = 720;

/** US dollars, us-east-1, in an account that has nothing else of these kinds. */
export interface PriceRow {
  /** "Cache" */
  readonly kind: string;
  /** How many parts of this kind have a price. */
  readonly count: number;
  readonly perHour: number;
  /** The price of 30 days, for a system that somebody forgot to remove. */
  readonly thirtyDays: number;
}

/** A row for each kind that costs something at rest. */
export function priceTable(steps: readonly AnyStep[]): PriceRow[] {
  const priced = steps.filter(({ used = true, about }) => used && (about.perHour || about.perMonth));
  return [...new Set(priced.map(({ kind }) => kind))]
    .map((kind) => {
      const prices = priced.filter((step) => step.kind === kind).map(({ about }) => about);
      const free = Math.max(...prices.map(({ freePerMonth = 0 }) => freePerMonth));
      const hourly = sum(prices.map(({ perHour = 0 }) => perHour));
      const monthly = Math.max(0, sum(prices.map(({ perMonth = 0 }) => perMonth)) - free);
      const row = { perHour: hourly + monthly / HOURS, thirtyDays: hourly * THIRTY_DAYS + monthly };
      return { kind, count: prices.length, ...row };
    })
    .filter(({ perHour }) => perHour > 0);
}

/** The sum of the table, and the types that cost more than the table says. */
export function restingPrice(steps: readonly AnyStep[]) {
  const rows = priceTable(steps);
  const moreFor = steps.flatMap(({ used = true, about }) => (used && about.moreFor) || []);
  return {
    perHour: sum(rows.map(({ perHour }) => perHour)),
    thirtyDays: sum(rows.map(({ thirtyDays }) => thirtyDays)),
    moreFor: [...new Set(moreFor)] as readonly string[],
  };
}

/** What the parts of a run cost from their making until now. */
export interface CostSoFar {
  /** US dollars, us-east-1. */
  readonly dollars: number;
  /** Seconds since the oldest of them was made. */
  readonly seconds: number;
}

/** `undefined` when nothing that costs at rest is there. @param now milliseconds since 1970 */
export function costSoFar(
  steps: readonly Pick<AnyStep, 'title' | 'about'>[],
  results: readonly Pick<Result, 'title' | 'madeAt'>[],
  now: number,
): CostSoFar | undefined {
  const about = new Map(steps.map((step) => [step.title, step.about]));
  const ages = results.flatMap(({ title, madeAt }) => {
    const { perHour = 0, perMonth = 0 } = about.get(title) ?? {};
    const price = perHour + perMonth / HOURS;
    return madeAt && price ? [{ price, seconds: Math.max(0, now - madeAt.getTime()) / 1000 }] : [];
  });
  if (!ages.length) return undefined;
  return {
    dollars: sum(ages.map(({ price, seconds }) => (price * seconds) / 3600)),
    seconds: Math.max(...ages.map(({ seconds }) => seconds)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
