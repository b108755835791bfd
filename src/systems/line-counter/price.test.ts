// The price of the line counter while nobody uses it, as shown before it is made and on the pages.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { priceTable, restingPrice } from '../../engine/price.ts';
import { stepsOf } from '../../engine/steps-of.ts';
import { REQUEST_METRICS_PRICE } from '../../resources/s3/bucket-settings.ts';
import { restingCost } from '../../screen/price.ts';
import { openLineCounter } from './testing/open.ts';

const ROOT = new URL('../../../', import.meta.url);
const ENV_EXAMPLE = readFileSync(new URL('.env.example', ROOT), 'utf8');

async function partsWith(env: Record<string, string> = {}) {
  const { cloud, part } = await openLineCounter(env);
  cloud.close();
  return part;
}

test.each([
  [{}, '$0.038 an hour at us-east-1 prices'],
  [{ ALARMS: 'off' }, '$0.033 an hour at us-east-1 prices'],
  [{ ALARMS: 'off', CACHE_ENGINE: 'redis' }, '$0.036 an hour at us-east-1 prices'],
  [
    { ALARMS: 'off', CACHE_ENGINE: 'redis', CACHE_NODE_TYPE: 'cache.m7g.large' },
    '$0.036 an hour at us-east-1 prices, more for cache.m7g.large',
  ],
])('with %j it costs about %s', async (env: Record<string, string>, price) => {
  expect(restingCost(await partsWith(env)).en).toBe(`about ${price}`);
});

test('the price is the cache, the endpoint in two zones, and the alarms less the ten metrics that are free', async () => {
  const steps = stepsOf(await partsWith());
  const rows = priceTable(steps).map(({ kind, count, perHour }) => [kind, count, perHour.toFixed(4)]);
  expect(rows).toEqual([
    ['VPC endpoint', 1, '0.0200'],
    ['Cache', 1, '0.0128'],
    ['Alarm', 24, (2.5 / 730).toFixed(4)],
    ['Composite alarm', 2, (1 / 730).toFixed(4)],
  ]);
  const { perHour, thirtyDays } = restingPrice(steps);
  const together = `**$${perHour.toFixed(3)}** | **$${thirtyDays.toFixed(2)}**`;
  for (const page of ['README.md', 'README.pt-BR.md'])
    expect(readFileSync(new URL(page, import.meta.url), 'utf8')).toContain(together);
});

test.each(['valkey', 'redis'])('.env.example has the price of %s', async (engine) => {
  const { perHour } = (await partsWith({ CACHE_ENGINE: engine })).cache.about;
  expect(ENV_EXAMPLE).toContain(`$${perHour}`);
});

test('S3’s request metrics cost what is said where they are switched on', async () => {
  const price = REQUEST_METRICS_PRICE.toFixed(2);
  expect(ENV_EXAMPLE).toContain(`up to $${price} a month`);
  const { costs } = (await partsWith({ REQUEST_METRICS: 'on' })).bucket.about;
  expect(costs?.en).toContain(`up to $${price} a month`);
  expect(costs?.pt).toContain(`até US$ ${price.replace('.', ',')} por mês`);
});
