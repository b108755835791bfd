// The CORS rule of a bucket, in four beats.

import { expect, test } from 'vitest';
import { fourBeats } from '../../testing/four-beats.ts';
import { PURPOSE as about } from '../../testing/recorder.ts';
import { openTestCloud } from '../../testing/test-cloud.ts';
import { corsBreaks } from './breaks.ts';
import { type Bucket, s3Bucket } from './bucket.ts';
import { bucketCors } from './cors.ts';

const testCloud = await openTestCloud();
const { cloud, make, ctx } = testCloud;
const name = `${testCloud.name}-${cloud.account}`;
const bucket = s3Bucket(cloud, { name, about });
const cors = bucketCors<{ bucket: Bucket; page: string }>(cloud, {
  ...{ bucket: name, about, methods: ['PUT'], headers: ['content-type', 'if-none-match'] },
  page: ({ page }) => page,
});
const needs = async (page = 'https://a.example/path/') => ({ bucket: await make(bucket), page });

fourBeats('The CORS rule', testCloud, async () => ({ step: cors, needs: await needs() }), corsBreaks);

test('names the origin of the page, without its path, and follows it', async () => {
  expect((await make(cors, await needs())).AllowedOrigins).toEqual(['https://a.example']);
  const { drift, live } = await cors.ensure(await needs('http://127.0.0.1:4566/_aws/'), ctx);
  expect(drift.map(({ field }) => field)).toEqual(['AllowedOrigins']);
  expect(live.AllowedOrigins).toEqual(['http://127.0.0.1:4566']);
});

test('is absent when the bucket is gone', async () => {
  await make(cors, await needs());
  await bucket.remove(ctx);
  expect(await cors.remove(ctx)).toBe('absent');
});
