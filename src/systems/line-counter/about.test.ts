// What --step says of each part: sentences, with a full stop at the end.

import { expect, test } from 'vitest';
import { openLineCounter } from './testing/open.ts';

interface About {
  readonly what: string;
  readonly why: string;
}

/** Of every part, however deep it stands. */
function abouts(value: unknown): About[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('about' in value) return [value.about as About];
  return Object.values(value).flatMap(abouts);
}

test('what and why are sentences', async () => {
  const addresses = { NOTIFY_EMAIL: 'ana@example.com', OPERATORS_EMAIL: 'eva@example.com' };
  const { cloud, part } = await openLineCounter(addresses);
  cloud.close();
  const told = abouts(part);
  expect(told.length).toBeGreaterThan(50);
  expect(told.flatMap(({ what, why }) => [what, why]).filter((text) => !/[^.]\.$/.test(text))).toEqual([]);
});
