// The role of the lake's function, run for real on a cloud that enforces it: with all of it an upload becomes rows; each
// right that is taken away breaks something that has a name, and the event waits in the failure queue.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitForFiles } from '../systems/csv-lake/files.ts';
import { type Names, namesOf } from '../systems/csv-lake/names.ts';
import { type EnforcedFunction, openEnforcedFunction } from './testing/enforced-function.ts';

const START = 120_000; // milliseconds
const PATIENCE = 60; // seconds

let place: EnforcedFunction<Names & { functionName: string }>;
beforeAll(async () => {
  place = await openEnforcedFunction('csv-lake', (cloud, settings) => {
    const names = namesOf(cloud, settings);
    return { ...names, functionName: names.converter };
  });
}, START);
afterAll(() => place?.close());

const filesOf = (key: string, patience: number) =>
  waitForFiles(place.cloud, place.names, [key], { patience, signal: new AbortController().signal });

test('with all of it an upload becomes rows', async () => {
  await place.put('in/vendas/whole.csv');
  const { files } = await filesOf('in/vendas/whole.csv', PATIENCE);
  expect(files).toMatchObject([{ status: 'success', dataset: 'vendas' }]);
});

test.each(['s3:GetObjectVersion', 's3:PutObject', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'])(
  'without %s the event waits in the failure queue',
  async (action) => {
    const key = `in/vendas/${action.replace(':', '-')}.csv`;
    await place.expectEventWaits(key, action);
    expect((await filesOf(key, 1)).missing).toEqual([key]);
    await place.purge();
  },
);
