// The role of the audit log's function, run for real on a cloud that enforces it: with all of it an upload becomes an item;
// each right that is taken away breaks something that has a name, and the event waits in the failure queue.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EnforcedFunction, openEnforcedFunction } from '../../permissions/testing/enforced-function.ts';
import { waitForItems } from './items.ts';
import { type Names, namesOf } from './names.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds

let place: EnforcedFunction<Names & { functionName: string }>;
beforeAll(async () => {
  place = await openEnforcedFunction('audit-log', (cloud, settings) => {
    const names = namesOf(cloud, settings);
    return { ...names, functionName: names.writer };
  });
}, START);
afterAll(() => place?.close());

const itemsOf = (key: string, patience: number) =>
  waitForItems(place.cloud, place.names, [key], { patience, signal: new AbortController().signal });

test('with all of it an upload becomes an item', async () => {
  await place.put('whole.csv');
  const { items } = await itemsOf('whole.csv', PATIENCE);
  expect(items).toMatchObject([{ status: 'success', format: 'csv', lines: 2 }]);
});

test.each(['s3:GetObjectVersion', 'dynamodb:PutItem'])(
  'without %s the event waits in the failure queue',
  async (action) => {
    const key = `${action.replace(':', '-')}.csv`;
    await place.expectEventWaits(key, action);
    expect((await itemsOf(key, 1)).missing).toEqual([key]);
    await place.purge();
  },
);
