import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { namesOf } from '../src/systems/line-counter/names.ts';
import { openLineCounter } from '../src/systems/line-counter/testing/open.ts';

test('files, their old versions and a subscription are removed with it', async () => {
  const counter = await openLineCounter({ NOTIFY_EMAIL: 'ana@example.com' });
  await counter.up();
  const plan = await counter.down({ plan: true });
  const absent = plan.results.filter(({ outcome }) => outcome === 'absent').map(({ title }) => title);
  expect(absent.sort()).toEqual([
    'Alarm ada-dev-line-counter-uploads-failing', // only with REQUEST_METRICS
    'Alarm ada-dev-line-counter-uploads-refused',
    'SQS queue ada-dev-line-counter-demo-mail', // only a demo makes it
  ]);
  const { bucket } = namesOf(counter.cloud, counter.settings);
  for (const Body of ['1\n', '2\n', '3\n'])
    await counter.cloud.s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'in/março +1%.txt', Body }));
  expect((await counter.down()).failure).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});

test('a bucket name that another account has taken does not stop the rest', async () => {
  const counter = await openLineCounter();
  const stranger = await openLineCounter();
  const { bucket } = namesOf(counter.cloud, counter.settings);
  await stranger.cloud.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await counter.up();
  const { outcomes, failure } = await counter.down();
  expect((failure as AggregateError).errors.map(String)).toEqual([
    expect.stringContaining(`S3 bucket ${bucket} belongs to another account`),
  ]);
  expect(outcomes['not-started']).toBeUndefined();
  expect(await counter.left()).toEqual([]);
});
