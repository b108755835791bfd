// The order of sequencers in the worker's script, tested with the script itself in the real cache.

import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { cacheKeys } from '../cache-keys.ts';
import { testCache, uploadOf } from '../testing/cache.ts';
import { Ledger } from '../worker/ledger.ts';
import { justAbove, LOWEST, reaches } from './sequencer.ts';

const cache = testCache();
afterAll(() => cache.disconnect());
const ledger = new Ledger(cache, cacheKeys(`test:${randomUUID()}`));

/** The verdict on an event with this sequencer, when the other one is stored. */
async function verdict(stored: string, sequencer: string) {
  const key = randomUUID();
  const { size, ...file } = uploadOf(key, { sequencer: stored });
  const now = new Date().toISOString();
  await ledger.enter({ ...file, uploadedAt: now, countedAt: now, status: 'failed', reason: 'archived' });
  return (await ledger.peekVerdict(uploadOf(key, { sequencer }))).verdict;
}

/** As S3 sends them, 16 and 18 digits, the second later than the first. */
const [EARLY, LATER] = ['0055AED6DCD90281', '0055AED6DCD90281E5'];
const THEIRS = [EARLY, LATER, '00', '0066', 'FF'];

test.each(THEIRS)('the lowest gives way to %s', async (theirs) => {
  expect(await verdict(LOWEST, theirs)).toBe(/[1-9A-F]/.test(theirs) ? 'updated' : 'duplicate');
});

test.each([...THEIRS, LOWEST, justAbove(LATER), justAbove(justAbove(EARLY))])(
  'just above %s is newer, and a repeat of it is a repeat',
  async (stored) => {
    const above = justAbove(stored);
    expect([await verdict(stored, above), await verdict(above, above), justAbove(stored)]).toEqual([
      'updated',
      'duplicate',
      above,
    ]);
  },
);

test('the next one of S3’s, however close, is newer than just above', async () => {
  expect(await verdict(justAbove(EARLY), LATER)).toBe('updated');
  expect(await verdict(justAbove(EARLY), `${EARLY}0000000000000001`)).toBe('updated');
});

test.each(THEIRS.flatMap((stored) => [...THEIRS, LOWEST, justAbove(EARLY)].map((sent) => [stored, sent] as const)))(
  '%s stands for %s as the script says',
  async (stored, sent) => {
    expect(reaches(stored, sent)).toBe(['duplicate', 'stale'].includes(await verdict(stored, sent)));
  },
);
