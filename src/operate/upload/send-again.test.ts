// A file whose event was lost is sent again, in rounds.

import { expect, test, vi } from 'vitest';
import { waitSendingAgain } from './send-again.ts';

test('an upload whose event was lost is sent again, and only that one; a round that has all is the last', async () => {
  const records = [{ key: 'a' }, { key: 'b' }];
  const wait = vi.fn(async () => ({ records, missing: wait.mock.calls.length === 1 ? ['b'] : [] }));
  const send = vi.fn(async () => {});
  expect(await waitSendingAgain({ rounds: [75, 90, 120], wait, send })).toEqual({ records, missing: [] });
  expect(wait.mock.calls).toEqual([[75], [90]]);
  expect(send.mock.calls).toEqual([[['b']]]);
});

test('a file without a record is sent once less than there are waits, and then given up', async () => {
  const wait = vi.fn(async () => ({ records: [], missing: ['a'] }));
  const send = vi.fn(async () => {});
  expect(await waitSendingAgain({ rounds: [1, 1, 1], wait, send })).toMatchObject({ missing: ['a'] });
  expect([wait.mock.calls.length, send.mock.calls.length]).toEqual([3, 2]);
});
