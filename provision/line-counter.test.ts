// The whole story, told in a test: made once, left alone the second time, and planned without a single write.
// Notice: `writes` counts requests below the SDK; a second run that "changes nothing" but calls a Put is not one.

import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { openLineCounter } from '../src/systems/line-counter/testing/open.ts';

test('on an empty account a plan says that everything would be created, and writes nothing', async () => {
  const { results, outcomes, writes, failure } = await (await openLineCounter()).up({ plan: true });
  expect(results.length).toBeGreaterThan(25);
  expect({ outcomes, writes, failure }).toEqual({
    outcomes: { 'would-create': results.length },
    writes: 0,
    failure: undefined,
  });
});

test('the first run creates every part, the second leaves every part alone with 0 writes, and so does a plan', async () => {
  const counter = await openLineCounter();
  const first = await counter.up();
  const parts = first.results.length;
  expect(first).toMatchObject({ outcomes: { created: parts }, failure: undefined });
  for (const plan of [false, true]) {
    const { outcomes, writes, failure } = await counter.up({ plan });
    expect({ outcomes, writes, failure }).toEqual({ outcomes: { unchanged: parts }, writes: 0, failure: undefined });
  }

  const withAddress = await openLineCounter({ NOTIFY_EMAIL: 'ana@example.com' }, counter.cloud.account);
  // The subscription, and an alarm for mails that nobody gets; a composite and the dashboard learn of that alarm.
  expect((await withAddress.up()).outcomes).toEqual({
    created: 2,
    repaired: 2,
    unchanged: parts - 2,
  });
  expect(await withAddress.up()).toMatchObject({ outcomes: { unchanged: parts + 2 }, writes: 0 });

  // The address is taken back: so is the alarm, which costs money.
  expect((await counter.up()).outcomes).toEqual({ removed: 1, repaired: 2, unchanged: parts - 2 });
  expect(await counter.up()).toMatchObject({ outcomes: { unchanged: parts }, writes: 0 });
});

test('a foreign queue of our name stops what leans on it, nothing else, and is named', async () => {
  const counter = await openLineCounter();
  await counter.cloud.sqs.send(new CreateQueueCommand({ QueueName: 'ada-dev-line-counter-jobs' }));
  const { results, outcomes, failure } = await counter.up();
  expect((failure as AggregateError).errors.map(String)).toEqual([
    expect.stringContaining('SQS queue ada-dev-line-counter-jobs exists, but it does not carry'),
  ]);
  const waiting = results.filter(({ outcome }) => outcome === 'not-started').map(({ title }) => title);
  expect(waiting.sort()).toEqual([
    'Environment of ada-dev-line-counter-worker',
    'IAM role ada-dev-line-counter-worker',
    'Lambda function ada-dev-line-counter-worker',
    'Mapping ada-dev-line-counter-jobs -> ada-dev-line-counter-worker',
    `Notification ada-dev-line-counter-${counter.cloud.account} -> queue`,
  ]);
  expect(outcomes).toEqual({ created: results.length - 6, failed: 1, 'not-started': 5 });
});
