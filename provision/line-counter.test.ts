// What only the line counter's story does. src/testing/system-contract.ts tests what every system does.

import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { openLineCounter } from '../src/systems/line-counter/testing/open.ts';

test('an address brings a subscription and an alarm; without it both settings are put back', async () => {
  const counter = await openLineCounter();
  const parts = (await counter.up()).results.length;
  const withAddress = await openLineCounter({ NOTIFY_EMAIL: 'ana@example.com' }, counter.cloud.account);
  // The subscription, and an alarm for mails that nobody gets. A composite and the dashboard get that alarm too, and the
  // page's function a new drawing.
  expect((await withAddress.up()).outcomes).toEqual({
    created: 2,
    repaired: 3,
    unchanged: parts - 3,
  });
  expect(await withAddress.up()).toMatchObject({ outcomes: { unchanged: parts + 2 }, writes: 0 });

  // The address is removed, and the alarm too, because it costs money.
  expect((await counter.up()).outcomes).toEqual({ removed: 1, repaired: 3, unchanged: parts - 3 });
  expect(await counter.up()).toMatchObject({ outcomes: { unchanged: parts }, writes: 0 });
});

test('a foreign queue of our name is named before anything is written', async () => {
  const counter = await openLineCounter();
  await counter.cloud.sqs.send(new CreateQueueCommand({ QueueName: 'ada-dev-line-counter-jobs' }));
  const { results, outcomes, failure, writes } = await counter.up();
  expect((failure as AggregateError).errors.map(String)).toEqual([
    expect.stringContaining('SQS queue ada-dev-line-counter-jobs exists, but it does not carry'),
  ]);
  expect([outcomes, writes]).toEqual([{ failed: 1, 'not-started': results.length - 1 }, 0]);
});
